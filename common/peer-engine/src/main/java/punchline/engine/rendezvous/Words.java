package punchline.engine.rendezvous;

import punchline.engine.Reason;
import punchline.protocol.Endpoint;
import punchline.protocol.RendezvousAnswer.Failure;

/** What people read of trouble with one server: what is wrong, and with whom. */
record Words(Endpoint server, int maxForeignWordsChars) {
    static final Reason REPLACED = Reason.of(Reason.Code.IDENTITY_ELSEWHERE);

    Reason silence() {
        return said(Reason.Code.SERVER_SILENT);
    }

    Reason nonsense() {
        return said(Reason.Code.SERVER_NONSENSE);
    }

    Reason away() {
        return said(Reason.Code.SERVER_AWAY);
    }

    Reason refusal(Failure failure) {
        return switch (failure.code()) {
            case FULL -> said(Reason.Code.SERVER_FULL);
            case BUSY -> said(Reason.Code.SERVER_BUSY);
            case TOKEN -> said(Reason.Code.SERVER_FORGOT);
            case MALFORMED, SIGNATURE, OTHER ->
                Reason.of(
                        Reason.Code.SERVER_REFUSED, "server", server.toString(), "words", printable(failure.message()));
        };
    }

    private Reason said(Reason.Code code) {
        return Reason.of(code, "server", server.toString());
    }

    /** The server is not trusted: its words neither move a terminal's cursor nor fill a screen. */
    private String printable(String message) {
        String clean = message.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", " ");
        return clean.length() <= maxForeignWordsChars ? clean : clean.substring(0, maxForeignWordsChars) + "…";
    }
}
