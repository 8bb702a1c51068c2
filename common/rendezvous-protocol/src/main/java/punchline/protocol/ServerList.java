package punchline.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The servers of a {@code server.txt}: one {@code IPADDRESS:PORT} on each line, host names and {@code [IPv6]} too. Blank
 * lines and what follows a {@code #} do not count; the same server twice counts once.
 */
public record ServerList(List<ServerAddress> servers) {
    public ServerList {
        servers = List.copyOf(servers);
    }

    /** A file that is not a list of servers; the message is a sentence for people, with file and line. */
    public static class InvalidServerListException extends Exception {
        InvalidServerListException(String message) {
            super(message);
        }
    }

    /** There is nothing wrong with the file, but that it names no server. */
    public static final class EmptyServerListException extends InvalidServerListException {
        EmptyServerListException(String message) {
            super(message);
        }
    }

    /**
     * Reads the bytes of a file.
     *
     * @param fileName as errors are to show it
     */
    public static ServerList parse(String fileName, byte[] content) throws InvalidServerListException {
        if (content.length > ProtocolLimits.MAX_SERVER_LIST_BYTES) {
            throw new InvalidServerListException(
                    fileName + " is longer than " + ProtocolLimits.MAX_SERVER_LIST_BYTES / 1024 + " KiB");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidServerListException(fileName + " is not UTF-8 text");
        }
        // Editors on Windows put a byte order mark there.
        return parse(fileName, text.startsWith("\ufeff") ? text.substring(1) : text);
    }

    private static ServerList parse(String fileName, String text) throws InvalidServerListException {
        List<ServerAddress> servers = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int comment = line.indexOf('#');
            String entry = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (entry.isEmpty()) {
                continue;
            }
            String where = fileName + " line " + (i + 1) + ": ";
            try {
                ServerAddress server = ServerAddress.parse(entry);
                if (!servers.contains(server)) {
                    servers.add(server);
                }
            } catch (IllegalArgumentException e) {
                throw new InvalidServerListException(where + e.getMessage());
            }
            if (servers.size() > ProtocolLimits.MAX_SERVERS) {
                throw new InvalidServerListException(
                        where + "expected at most " + ProtocolLimits.MAX_SERVERS + " servers");
            }
        }
        if (servers.isEmpty()) {
            throw new EmptyServerListException(
                    fileName + " names no server: expected a line IPADDRESS:PORT, such as 203.0.113.7:6327");
        }
        return new ServerList(servers);
    }
}
