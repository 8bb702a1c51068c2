package punchline.client.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.protocol.ProtocolLimits;
import punchline.protocol.ServerAddress;
import punchline.protocol.ServerList;

/**
 * What a search for {@code server.txt} found.
 *
 * @param servers  of the first file that names any; empty if none does
 * @param file     that file
 * @param problems a sentence for each file that is there and wrong, with file, line and what was expected
 */
public record ServerFile(
        List<ServerAddress> servers, @Nullable Path file, List<String> problems) {
    private static final Logger LOG = LoggerFactory.getLogger(ServerFile.class);

    public ServerFile {
        servers = List.copyOf(servers);
        problems = List.copyOf(problems);
    }

    /** Looks at {@code candidates} in order. A file that is missing, empty or wrong is passed over. */
    public static ServerFile search(List<Path> candidates) {
        List<String> problems = new ArrayList<>();
        for (Path file :
                candidates.stream().map(Path::toAbsolutePath).distinct().toList()) {
            if (!Files.exists(file)) {
                continue;
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] content = in.readNBytes(ProtocolLimits.MAX_SERVER_LIST_BYTES + 1);
                return new ServerFile(ServerList.parse(file.toString(), content).servers(), file, problems);
            } catch (ServerList.EmptyServerListException e) {
                LOG.debug("{}", e.getMessage());
            } catch (ServerList.InvalidServerListException e) {
                problems.add(e.getMessage());
            } catch (IOException e) {
                problems.add(file + " cannot be read: " + e.getMessage());
            }
        }
        return new ServerFile(List.of(), null, problems);
    }

    /**
     * Takes a server out of such a file; comments and what else is in it stay. A file that is wrong is left alone.
     *
     * @throws IOException if it cannot be written
     */
    public static void forget(Path file, ServerAddress server) throws IOException {
        ServerFile known = search(List.of(file));
        if (!known.problems().isEmpty() || !known.servers().contains(server)) {
            return;
        }
        List<String> kept = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!names(line, server)) {
                kept.add(line);
            }
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, kept);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean names(String line, ServerAddress server) throws IOException {
        try {
            return ServerList.parse("a line", line.getBytes(StandardCharsets.UTF_8))
                    .servers()
                    .contains(server);
        } catch (ServerList.InvalidServerListException e) {
            throw new IOException("a file that was whole is not any more", e);
        }
    }

    /**
     * Adds a server to a file of the person's own, for the next start. A file that is wrong or full is left alone.
     *
     * @throws IOException if it cannot be written
     */
    public static void remember(Path file, ServerAddress server) throws IOException {
        ServerFile known = search(List.of(file));
        boolean room = known.servers().size() < ProtocolLimits.MAX_SERVERS;
        if (known.problems().isEmpty() && room && !known.servers().contains(server)) {
            // A first line end, since the last line of the file may lack its own.
            Files.writeString(file, "\n" + server + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
