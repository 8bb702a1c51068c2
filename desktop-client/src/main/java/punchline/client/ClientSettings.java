package punchline.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import punchline.engine.conversation.ConversationLimits;
import punchline.protocol.ServerAddress;
import punchline.settings.Setting;
import punchline.settings.SettingTable;

/** What can be set in {@code punchline.conf}, by a variable or on the command line. */
final class ClientSettings {
    static final Setting<String> PROFILE = Setting.of(
            "profile",
            "1 to 64 letters, digits, - and _",
            "default",
            "Whose profile: key, contacts, messages.",
            text -> text.matches("[A-Za-z0-9_][A-Za-z0-9_-]{0,63}") ? text : null);

    static final Setting<Path> DATA = Setting.path("data", "(this system's usual place)", "Where profiles are kept.");

    static final Setting<List<ServerAddress>> SERVER = Setting.of(
            "server",
            "IPADDRESS:PORT, HOSTNAME:PORT or [IPV6]:PORT, several with commas between",
            "(those of server.txt)",
            "Rendezvous servers, instead of those in `server.txt`.",
            ClientSettings::servers);

    static final Setting<String> NAME = Setting.of(
            "name",
            "1 to " + ConversationLimits.MAX_NAME_CHARS + " characters, not blank, none of them a control character",
            "(the profile's)",
            "What others see.",
            text -> text.isBlank()
                            || text.length() > ConversationLimits.MAX_NAME_CHARS
                            || text.chars().anyMatch(Character::isISOControl)
                    ? null
                    : text);

    static final Setting<Integer> PORT = Setting.number("port", 0, 65535, 0, "Local UDP port; 0 takes any.");
    static final Setting<Boolean> LISTED = Setting.yesOrNo("listed", true, "Show me in the servers' lists.");
    static final Setting<Boolean> ACCEPT_ALL =
            Setting.yesOrNo("accept-all", false, "Accept everyone who asks to talk.");
    static final Setting<Boolean> LOG_TEXT =
            Setting.yesOrNo("log-text", false, "Write the texts of messages to the log, too.");
    static final Setting<Boolean> PORT_MAPPING =
            Setting.yesOrNo("port-mapping", true, "Ask the router to map a port for me.");
    static final Setting<Boolean> RANDOM_PORTS =
            Setting.yesOrNo("random-ports", true, "Search random ports, as is needed where a router picks them.");
    static final Setting<Boolean> TYPING = Setting.yesOrNo("typing", true, "Tell others that I am writing.");
    static final Setting<Boolean> READ_RECEIPTS =
            Setting.yesOrNo("read-receipts", true, "Tell others what I have read.");

    static final SettingTable TABLE = new SettingTable(
            "PUNCHLINE_",
            // The server's, which may run beside.
            variable -> variable.startsWith("PUNCHLINE_SERVER_"),
            List.of(
                    PROFILE,
                    DATA,
                    SERVER,
                    NAME,
                    PORT,
                    LISTED,
                    ACCEPT_ALL,
                    LOG_TEXT,
                    PORT_MAPPING,
                    RANDOM_PORTS,
                    TYPING,
                    READ_RECEIPTS));

    /** A setting that takes a value on the command line. */
    private record Value(Setting<?> setting, String label) {}

    /** A switch: what turns it from its default, with the words for that, and what turns it back if a file has turned it. */
    private record Switch(Setting<Boolean> setting, String option, String description, String back) {}

    private static final List<Value> VALUES = List.of(
            new Value(PROFILE, "P"),
            new Value(DATA, "DIR"),
            new Value(SERVER, "HOST:PORT"),
            new Value(NAME, "NAME"),
            new Value(PORT, "UDP_PORT"));

    private static final List<Switch> SWITCHES = List.of(
            new Switch(LISTED, "--unlisted", "Do not show me in the servers' lists.", "--listed"),
            new Switch(ACCEPT_ALL, "--accept-all", ACCEPT_ALL.meaning(), "--no-accept-all"),
            new Switch(LOG_TEXT, "--log-text", LOG_TEXT.meaning(), "--no-log-text"),
            new Switch(
                    PORT_MAPPING, "--no-port-mapping", "Do not ask the router to map a port for me.", "--port-mapping"),
            new Switch(
                    RANDOM_PORTS,
                    "--no-random-ports",
                    "Do not search random ports, as is needed where a router picks them.",
                    "--random-ports"),
            new Switch(TYPING, "--no-typing", "Do not tell others that I am writing.", "--typing"),
            new Switch(READ_RECEIPTS, "--no-read-receipts", "Do not tell others what I have read.", "--read-receipts"));

    private ClientSettings() {}

    /** Adds the settings' options to a command line. */
    static void addOptions(CommandSpec command) {
        for (Value value : VALUES) {
            command.addOption(OptionSpec.builder(value.setting().option())
                    .paramLabel(value.label())
                    .type(String.class)
                    .description(value.setting().meaning().replace("`", "") + " Default: "
                            + value.setting().standardText() + ".")
                    .build());
        }
        for (Switch each : SWITCHES) {
            command.addOption(
                    flag(each.option()).description(each.description()).build());
            command.addOption(flag(each.back()).hidden(true).build());
        }
    }

    private static OptionSpec.Builder flag(String name) {
        return OptionSpec.builder(name).arity("0").type(boolean.class);
    }

    /** What a command line sets, by key. */
    static Map<String, String> given(ParseResult line) {
        Map<String, String> given = new HashMap<>();
        for (Value value : VALUES) {
            String text = line.matchedOptionValue(value.setting().option(), null);
            if (text != null) {
                given.put(value.setting().key(), text);
            }
        }
        for (Switch each : SWITCHES) {
            boolean standard = each.setting().standardText().equals("yes");
            if (line.hasMatchedOption(each.option())) {
                given.put(each.setting().key(), standard ? "no" : "yes");
            } else if (line.hasMatchedOption(each.back())) {
                given.put(each.setting().key(), standard ? "yes" : "no");
            }
        }
        return given;
    }

    /** Throws {@link IllegalArgumentException} for what is no address. */
    private static List<ServerAddress> servers(String text) {
        List<ServerAddress> servers = new ArrayList<>();
        int from = 0;
        for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', from)) {
            servers.add(ServerAddress.parse(text.substring(from, comma).strip()));
            from = comma + 1;
        }
        servers.add(ServerAddress.parse(text.substring(from).strip()));
        return servers;
    }
}
