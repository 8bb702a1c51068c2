package punchline.engine.rendezvous;

import punchline.protocol.Endpoint;
import punchline.protocol.RendezvousAnswer.Failure;

/** What people read of trouble with one server: what is wrong, and with whom. */
record Words(Endpoint server, int maxForeignWordsChars) {
    static final String REPLACED = "this identity is in use on another device";

    String silence() {
        return "no answer from " + server;
    }

    String nonsense() {
        return server + " answered something that only another version understands";
    }

    String away() {
        return "not registered at " + server;
    }

    String refusal(Failure failure) {
        return switch (failure.code()) {
            case FULL -> server + " has no room for more peers";
            case BUSY -> server + " is busy";
            case TOKEN -> server + " no longer knows this peer";
            case MALFORMED, SIGNATURE, OTHER -> server + " refused: " + printable(failure.message());
        };
    }

    /** The server is not trusted: its words neither move a terminal's cursor nor fill a screen. */
    private String printable(String message) {
        String clean = message.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", " ");
        return clean.length() <= maxForeignWordsChars ? clean : clean.substring(0, maxForeignWordsChars) + "…";
    }
}
