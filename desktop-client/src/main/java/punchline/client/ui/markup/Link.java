package punchline.client.ui.markup;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import punchline.engine.invite.InviteLink;

/**
 * A link as it stands in a text: http, https, mailto, or an invite.
 *
 * @param target what to open: ASCII only
 * @param host   the host it really leads to, if that may look like another one; else null
 */
public record Link(String target, @Nullable String host) {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** Reads a link that is written so; null if it leads nowhere. */
    static @Nullable Link of(String written) {
        int colon = written.indexOf(':');
        String scheme = written.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = written.substring(colon + 1);
        if (scheme.equals("mailto")) {
            return rest.indexOf('@') > 0 && rest.indexOf('@') < rest.length() - 1
                    ? new Link(scheme + ":" + encoded(rest), null)
                    : null;
        }
        if (InviteLink.SCHEME.equals(scheme + ":")) {
            return isInvite(written) ? new Link(scheme + ":" + encoded(rest), null) : null;
        }
        String after = rest.substring(2);
        int end = 0;
        // Browsers take a backslash for a slash.
        while (end < after.length() && "/?#\\".indexOf(after.charAt(end)) < 0) {
            end++;
        }
        String authority = after.substring(0, end);
        int at = authority.lastIndexOf('@');
        String hostAndPort = authority.substring(at + 1);
        String ascii = ascii(hostAndPort);
        if (ascii == null) {
            return null;
        }
        boolean disguised = at >= 0 || !ascii.equals(hostAndPort.toLowerCase(Locale.ROOT));
        String user = at < 0 ? "" : encoded(authority.substring(0, at)) + "@";
        return new Link(
                scheme + "://" + user + ascii + encoded(after.substring(end)), disguised ? withoutPort(ascii) : null);
    }

    private static boolean isInvite(String written) {
        try {
            return !InviteLink.parse(written).servers().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String withoutPort(String host) {
        int colon = host.startsWith("[") ? -1 : host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }

    private static @Nullable String ascii(String host) {
        if (host.startsWith("[")) {
            return host.chars()
                            .allMatch(unit -> unit == '[' || unit == ']' || unit == ':' || unit == '.' || isHex(unit))
                    ? host
                    : null;
        }
        try {
            int colon = host.indexOf(':');
            String name = colon < 0 ? host : host.substring(0, colon);
            String port = colon < 0 ? "" : host.substring(colon);
            boolean portIsNumber = port.chars().skip(1).allMatch(unit -> unit >= '0' && unit <= '9');
            String made = IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return made.isEmpty() || !portIsNumber ? null : made + port;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isHex(int unit) {
        return Character.digit(unit, 16) >= 0 && unit < 0x80;
    }

    private static String encoded(String part) {
        StringBuilder encoded = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); ) {
            int point = part.codePointAt(i);
            int length = Character.charCount(point);
            if (point > ' ' && point < 0x7f && "\"<>\\^`{|}".indexOf(point) < 0) {
                encoded.append((char) point);
            } else {
                for (byte unit : part.substring(i, i + length).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append('%').append(HEX.toHexDigits(unit));
                }
            }
            i += length;
        }
        return encoded.toString();
    }
}
