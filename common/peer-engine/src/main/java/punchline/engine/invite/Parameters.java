package punchline.engine.invite;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The query of a link (RFC 3986, section 3.4): names and values, of which names are without case. What is wrong with one is
 * an {@link IllegalArgumentException} in words for people.
 */
record Parameters(List<Parameter> list) {
    private static final String UNRESERVED = "-._~";

    /** Beside letters and digits: what may stand in a query as it is, and the sign of what may not. */
    private static final String ALLOWED = UNRESERVED + "!$&'()*+,;=:@/?%";

    private static final String HEX = "0123456789ABCDEF";

    /** A name in lower case, and what it says. */
    record Parameter(String name, String value) {}

    /** Takes a query apart. A part without a value says nothing. */
    static Parameters parse(String query) {
        for (int i = 0; i < query.length(); i++) {
            if (!isLetterOrDigit(query.charAt(i)) && ALLOWED.indexOf(query.charAt(i)) < 0) {
                throw new IllegalArgumentException("it has a character that no link has");
            }
        }
        List<Parameter> list = new ArrayList<>();
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals >= 0) {
                list.add(new Parameter(
                        decode(part.substring(0, equals)).toLowerCase(Locale.ROOT),
                        decode(part.substring(equals + 1))));
            }
        }
        return new Parameters(list);
    }

    /** The values of that name, in order. */
    List<String> all(String name) {
        return list.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .toList();
    }

    /** The value of that name, or null. */
    @Nullable
    String one(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw new IllegalArgumentException("it says " + name + " twice");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** Makes a value of any text, in UTF-8. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0 || c == ':') {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return encoded.toString();
    }

    private static String decode(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
                if (low < 0) {
                    throw new IllegalArgumentException("a % without its two digits");
                }
                bytes.put((byte) (high << 4 | low));
                i += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is not UTF-8", e);
        }
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
