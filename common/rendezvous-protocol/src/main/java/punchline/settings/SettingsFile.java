package punchline.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of lines {@code key=value}. Blank lines do not count, nor does what follows a {@code #} that begins a line or
 * stands after a blank; blanks around key and value do not count either.
 */
public final class SettingsFile {
    /** Far more than all keys with a page of comment each. */
    static final int MAX_BYTES = 64 * 1024;

    /** One line; {@code where} names file and line. */
    record Line(String where, String key, String value) {}

    private final List<Line> lines;

    private SettingsFile(List<Line> lines) {
        this.lines = lines;
    }

    /**
     * Reads a file.
     *
     * @throws InvalidSettingException if it is too long, not text, or has a line that is no setting
     * @throws IOException if it is not there or cannot be read
     */
    public static SettingsFile read(Path file) throws IOException, InvalidSettingException {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(file.toString(), in.readNBytes(MAX_BYTES + 1));
        }
    }

    static SettingsFile parse(String name, byte[] content) throws InvalidSettingException {
        if (content.length > MAX_BYTES) {
            throw new InvalidSettingException(name + " is longer than " + MAX_BYTES / 1024 + " KiB");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidSettingException(name + " is not UTF-8 text");
        }
        // Editors on Windows put a byte order mark there.
        List<String> texts =
                (text.startsWith("\ufeff") ? text.substring(1) : text).lines().toList();
        List<Line> lines = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            String entry = withoutComment(texts.get(i)).strip();
            if (entry.isEmpty()) {
                continue;
            }
            String where = name + " line " + (i + 1);
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw new InvalidSettingException(where + ": expected key=value, not '" + entry + "'");
            }
            String key = entry.substring(0, equals).strip();
            Integer earlier = seen.put(key, i + 1);
            if (earlier != null) {
                throw new InvalidSettingException(where + ": " + key + " is set in line " + earlier + " already");
            }
            lines.add(new Line(where, key, entry.substring(equals + 1).strip()));
        }
        return new SettingsFile(lines);
    }

    private static String withoutComment(String line) {
        for (int at = line.indexOf('#'); at >= 0; at = line.indexOf('#', at + 1)) {
            if (at == 0 || Character.isWhitespace(line.charAt(at - 1))) {
                return line.substring(0, at);
            }
        }
        return line;
    }

    List<Line> lines() {
        return lines;
    }
}
