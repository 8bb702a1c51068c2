package punchline.server.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import punchline.protocol.ProtocolLimits;
import punchline.server.ServerConfig;
import punchline.settings.InvalidSettingException;
import punchline.settings.Setting;
import punchline.settings.SettingTable;
import punchline.settings.Settings;
import punchline.settings.SettingsFile;

/**
 * What a server that is a program of its own can be told.
 *
 * @param runDirectory where the pid file is and the socket through which the server is asked
 * @param trafficLog   whether every datagram is noted, with the address that it came from
 */
record ServerSettings(ServerConfig config, Path logDirectory, Path runDirectory, boolean trafficLog) {
    /** Where the file is looked for if no other is named. */
    static final Path STANDARD_FILE = Path.of("/etc/punchline/rendezvous.conf");

    private static final Setting<Integer> PORT = Setting.number(
            "port",
            0,
            65534,
            ProtocolLimits.DEFAULT_PORT,
            "UDP port; the next one is used, too. 0 takes any two that are free.");

    private static final Setting<InetAddress> BIND = Setting.of(
            "bind", "an address of this machine", "(all)", "Listen on this address only.", ServerSettings::address);

    private static final Setting<Integer> MAX_PEERS = Setting.number(
            "max-peers",
            1,
            ServerConfig.MOST_PEERS,
            ServerConfig.DEFAULT_MAX_PEERS,
            "How many peers may be registered.");

    private static final Setting<Path> LOG_DIR = Setting.path(
            "log-dir", "logs", "Where `server.log` and `traffic.log` go. They roll, and take 80 MiB at most.");

    private static final Setting<Path> RUN_DIR =
            Setting.path("run-dir", "(as log-dir)", "Where the pid file goes, and the socket for `status` and `stop`.");

    private static final Setting<Boolean> TRAFFIC_LOG = Setting.yesOrNo(
            "traffic-log", true, "Note every datagram in `traffic.log`, with the address it came from.");

    static final SettingTable TABLE = new SettingTable(
            "PUNCHLINE_SERVER_", name -> false, List.of(PORT, BIND, MAX_PEERS, LOG_DIR, RUN_DIR, TRAFFIC_LOG));

    /**
     * Reads all that is set.
     *
     * @param file null for {@link #STANDARD_FILE}, which need not be there
     * @throws InvalidSettingException if something is wrong
     * @throws IOException if the file cannot be read
     */
    static ServerSettings read(@Nullable Path file, Map<String, String> environment, Map<String, String> commandLine)
            throws InvalidSettingException, IOException {
        List<SettingsFile> files = List.of();
        if (file != null) {
            files = List.of(SettingsFile.read(file));
        } else if (Files.exists(STANDARD_FILE)) {
            files = List.of(SettingsFile.read(STANDARD_FILE));
        }
        Settings settings = TABLE.read(files, environment, commandLine);
        Path logs = settings.get(LOG_DIR);
        Path run = settings.find(RUN_DIR);
        return new ServerSettings(
                new ServerConfig(settings.get(PORT), settings.find(BIND), settings.get(MAX_PEERS)),
                logs,
                run == null ? logs : run,
                settings.get(TRAFFIC_LOG));
    }

    private static @Nullable InetAddress address(String text) {
        try {
            return text.isEmpty() ? null : InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
