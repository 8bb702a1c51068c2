package punchline.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import punchline.engine.TraversalOptions;
import punchline.engine.conversation.ChatOptions;
import punchline.engine.invite.InviteLink;
import punchline.protocol.ServerAddress;
import punchline.settings.InvalidSettingException;
import punchline.settings.Settings;
import punchline.settings.SettingsFile;

/**
 * What the person wants, by {@link ClientSettings} and by what only the command line can say.
 *
 * @param data    the directory of profiles, null for the system's own place
 * @param servers instead of any {@code server.txt}; empty to look for one
 * @param name    shown to others, null for the one that the profile knows
 * @param port    of the UDP socket, 0 for any
 * @param listed  shown to everyone at the servers
 * @param logText the texts of messages go to the log, too
 * @param traversal what may be done to be reached behind a router
 * @param chat    what others learn of me beside what I write
 * @param protection passphrases of the profile
 * @param invite  to be redeemed at the start, null if there is none
 * @param json    the console is for programs; implies {@code console}
 */
public record ClientOptions(
        String profile,
        @Nullable Path data,
        List<ServerAddress> servers,
        @Nullable String name,
        int port,
        boolean listed,
        boolean acceptAll,
        boolean logText,
        TraversalOptions traversal,
        ChatOptions chat,
        ProtectionOptions protection,
        @Nullable String invite,
        boolean console,
        boolean json) {
    public ClientOptions {
        servers = List.copyOf(servers);
    }

    /** How the files of whole profiles are called, so that a desktop knows whom to give them to. */
    private static final String PROFILE_END = ".punchline";

    /** What came of a command line. */
    sealed interface Parsed {
        record Run(ClientOptions options) implements Parsed {}

        /** Help or version was asked for, or the arguments are wrong: print {@code text} and end with {@code exitCode}. */
        record Stop(String text, int exitCode) implements Parsed {}
    }

    /** Reads a command line alone; {@code version} is what {@code --version} prints. */
    static Parsed parse(String version, String... arguments) {
        return parse(version, List.of(), Map.of(), arguments);
    }

    /**
     * Reads all that is set, the command line before the environment, and that before files.
     *
     * @param places of files with settings; the later goes before the earlier, and none need be there
     */
    static Parsed parse(String version, List<Path> places, Map<String, String> environment, String... arguments) {
        Arguments read = new Arguments();
        CommandSpec spec = CommandSpec.forAnnotatedObject(read);
        ClientSettings.addOptions(spec);
        CommandLine command = new CommandLine(spec);
        try {
            ParseResult line = command.parseArgs(arguments);
            if (command.isUsageHelpRequested()) {
                return new Parsed.Stop(command.getUsageMessage(), 0);
            }
            if (command.isVersionHelpRequested()) {
                return new Parsed.Stop("punchline " + version + System.lineSeparator(), 0);
            }
            read.check(command);
            Settings settings = ClientSettings.TABLE.read(read.files(places), environment, read.given(line));
            return new Parsed.Run(read.toOptions(settings));
        } catch (CommandLine.ParameterException | InvalidSettingException e) {
            return refuse(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refuse("The settings cannot be read: " + e);
        }
    }

    private static Parsed.Stop refuse(String why) {
        return new Parsed.Stop(
                why + System.lineSeparator() + "Try --help." + System.lineSeparator(), CommandLine.ExitCode.USAGE);
    }

    @Command(
            name = "punchline",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            usageHelpWidth = 100,
            description = "Chat in which two people talk directly.",
            footer = {
                "",
                "Most of it can stand in punchline.conf, too, or in variables such as PUNCHLINE_PORT; docs/configuration.md"
                        + " tells which and where."
            })
    private static final class Arguments {
        @Parameters(
                arity = "0..1",
                paramLabel = "INVITE|FILE",
                description =
                        "An invite to redeem, a link that begins with punchline:, or a profile's file that ends with "
                                + PROFILE_END + ", to be made the profile of that name.")
        private @Nullable String opened;

        @Option(names = "--config", paramLabel = "FILE", description = "Settings, instead of any punchline.conf.")
        private @Nullable Path config;

        @Mixin
        private ProtectionOptions.Arguments protection = new ProtectionOptions.Arguments();

        @Option(names = "--console", description = "No window: a prompt.")
        private boolean console;

        @Option(names = "--json", description = "The console for programs: one JSON object per line.")
        private boolean json;

        void check(CommandLine command) {
            if (opened != null && !InviteLink.isMeantBy(opened) && profileFile() == null) {
                throw new CommandLine.ParameterException(
                        command,
                        "Unmatched argument: '" + opened + "'. An invite begins with " + InviteLink.SCHEME
                                + ", a profile's file ends with " + PROFILE_END);
            }
            if (profileFile() != null && (console || json)) {
                throw new CommandLine.ParameterException(command, "In a console: --import-profile " + opened);
            }
            protection.check(command, json);
        }

        private @Nullable Path profileFile() {
            return opened != null && opened.endsWith(PROFILE_END) && !InviteLink.isMeantBy(opened)
                    ? Path.of(opened)
                    : null;
        }

        /** What is opened is called as its file is, as far as a profile can be, unless the command line calls it otherwise. */
        Map<String, String> given(ParseResult line) {
            Map<String, String> given = ClientSettings.given(line);
            Path file = profileFile();
            if (file != null) {
                String name = String.valueOf(file.getFileName());
                given.putIfAbsent(
                        ClientSettings.PROFILE.key(),
                        name.substring(0, name.length() - PROFILE_END.length()).replaceAll("[^A-Za-z0-9_-]", "_"));
            }
            return given;
        }

        List<SettingsFile> files(List<Path> places) throws IOException, InvalidSettingException {
            if (config != null) {
                return List.of(SettingsFile.read(config));
            }
            List<SettingsFile> files = new ArrayList<>();
            for (Path place : places) {
                if (Files.exists(place)) {
                    files.add(SettingsFile.read(place));
                }
            }
            return files;
        }

        ClientOptions toOptions(Settings settings) {
            List<ServerAddress> servers = settings.find(ClientSettings.SERVER);
            Path file = profileFile();
            return new ClientOptions(
                    settings.get(ClientSettings.PROFILE),
                    settings.find(ClientSettings.DATA),
                    servers == null ? List.of() : servers,
                    settings.find(ClientSettings.NAME),
                    settings.get(ClientSettings.PORT),
                    settings.get(ClientSettings.LISTED),
                    settings.get(ClientSettings.ACCEPT_ALL),
                    settings.get(ClientSettings.LOG_TEXT),
                    new TraversalOptions(
                            settings.get(ClientSettings.PORT_MAPPING), settings.get(ClientSettings.RANDOM_PORTS)),
                    new ChatOptions(settings.get(ClientSettings.TYPING), settings.get(ClientSettings.READ_RECEIPTS)),
                    file == null
                            ? protection.toOptions()
                            : protection.toOptions().opening(file),
                    file == null ? opened : null,
                    console || json,
                    json);
        }
    }
}
