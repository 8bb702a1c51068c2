package punchline.engine.invite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import punchline.engine.Objection;
import punchline.engine.Reason;
import punchline.engine.RefusedException;
import punchline.engine.conversation.ConversationLimits;
import punchline.protocol.Base32;
import punchline.protocol.PeerId;
import punchline.protocol.ServerAddress;
import punchline.protocol.Token;

/**
 * An invite as people pass it on; the layout is drawn in the package's description. Its {@link #toString} does not show the
 * token, its {@link #text} does.
 *
 * @param peer            who invites
 * @param servers         where the inviter is found, 1 to {@value #MAX_SERVERS}
 * @param name            what the inviter is called, by the link's own word; may be empty
 * @param expiresAtMillis by the inviter's wall clock, of which a link keeps whole seconds
 * @param token           what opens the door
 */
public record InviteLink(PeerId peer, List<ServerAddress> servers, String name, long expiresAtMillis, Token token) {
    /** What every invite begins with, in letters of either case. */
    public static final String SCHEME = "punchline:";

    /** Where people keep servers for each other two are usual; each one more makes the link longer to no avail. */
    public static final int MAX_SERVERS = 4;

    /** Room for the longest names of person and servers. In characters. */
    public static final int MAX_CHARS = 2048;

    /** Until the year 5138. */
    private static final int MAX_EXPIRY_DIGITS = 11;

    public InviteLink {
        servers = List.copyOf(servers);
        if (servers.isEmpty() || servers.size() > MAX_SERVERS) {
            throw new IllegalArgumentException("1 to " + MAX_SERVERS + " servers");
        }
        if (name.length() > ConversationLimits.MAX_NAME_CHARS) {
            throw new IllegalArgumentException(
                    "a name of at most " + ConversationLimits.MAX_NAME_CHARS + " characters");
        }
    }

    /** Whether a person who gives this means an invite, be it a broken one. */
    public static boolean isMeantBy(String text) {
        return bare(text).regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /**
     * Reads what a person pasted: white space and line breaks anywhere, angle brackets and quotation marks around it do not
     * count.
     *
     * @throws RefusedException if it is no whole invite
     */
    public static InviteLink parse(String pasted) {
        // A link of the full length may have been broken into short lines.
        if (pasted.length() > 2 * MAX_CHARS || bare(pasted).length() > MAX_CHARS) {
            throw new RefusedException(Reason.of(Objection.LONG_INVITE, "characters", MAX_CHARS));
        }
        if (!isMeantBy(pasted)) {
            throw new RefusedException(Reason.of(Objection.NO_INVITE, "scheme", SCHEME));
        }
        try {
            return parseBare(bare(pasted).substring(SCHEME.length()));
        } catch (RefusedException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Reason.of(Objection.BROKEN_INVITE, "words", e.getMessage()), e);
        }
    }

    private static InviteLink parseBare(String text) {
        // Programs that know other schemes better make "punchline://id/?…" of it.
        boolean slashes = text.startsWith("//");
        int mark = text.indexOf('?');
        String id = text.substring(slashes ? 2 : 0, mark < 0 ? text.length() : mark);
        if (slashes && id.endsWith("/")) {
            id = id.substring(0, id.length() - 1);
        }
        Parameters parameters = Parameters.parse(mark < 0 ? "" : text.substring(mark + 1));
        String version = parameters.one("v");
        if (version != null && !version.equals("1")) {
            throw new RefusedException(Reason.of(Objection.NEWER_INVITE));
        }
        PeerId peer = PeerId.parse(id);
        String name = parameters.one("n");
        return new InviteLink(
                peer,
                servers(parameters.all("s")),
                name == null ? "" : name,
                expiry(parameters.one("e")),
                token(parameters.one("t")));
    }

    private static List<ServerAddress> servers(List<String> texts) {
        List<ServerAddress> servers = new ArrayList<>();
        for (String text : texts) {
            // The letters' case says nothing in names and addresses, and would make two servers of one.
            ServerAddress server = ServerAddress.parse(text.toLowerCase(Locale.ROOT));
            if (!servers.contains(server)) {
                servers.add(server);
            }
        }
        return servers;
    }

    private static long expiry(@Nullable String text) {
        if (text == null || !text.matches("[0-9]{1," + MAX_EXPIRY_DIGITS + "}")) {
            throw new IllegalArgumentException("it does not say when it ends");
        }
        return TimeUnit.SECONDS.toMillis(Long.parseLong(text));
    }

    private static Token token(@Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException("its end is missing");
        }
        return Token.ofBytes(Base32.decode("its token", text, Token.BYTES));
    }

    private static String bare(String text) {
        StringBuilder bare = new StringBuilder();
        text.codePoints()
                .filter(point -> !Character.isWhitespace(point)
                        && !Character.isSpaceChar(point)
                        && !Character.isISOControl(point)
                        && Character.getType(point) != Character.FORMAT)
                .limit(MAX_CHARS + 2L)
                .forEach(bare::appendCodePoint);
        if (bare.length() > 1 && isPair(bare.charAt(0), bare.charAt(bare.length() - 1))) {
            return bare.substring(1, bare.length() - 1);
        }
        return bare.toString();
    }

    private static boolean isPair(char first, char last) {
        return (first == '<' && last == '>') || (first == last && (first == '"' || first == '\''));
    }

    /** The link for people and programs. */
    public String text() {
        return write(false);
    }

    /** The same link with capital letters wherever that means the same, which takes less room in a QR code. */
    public String capitals() {
        return write(true);
    }

    private String write(boolean capitals) {
        StringBuilder text = new StringBuilder(SCHEME).append(peer);
        char separator = '?';
        for (ServerAddress server : servers) {
            text.append(separator).append("s=").append(Parameters.encode(server.toString()));
            separator = '&';
        }
        String end = "&e=" + TimeUnit.MILLISECONDS.toSeconds(expiresAtMillis) + "&t="
                + Base32.encode(token.bytes(), Token.BYTES);
        String named = name.isEmpty() ? "" : "&n=";
        return capitals
                ? (text + named).toUpperCase(Locale.ROOT) + Parameters.encode(name) + end.toUpperCase(Locale.ROOT)
                : text + named + Parameters.encode(name) + end;
    }
}
