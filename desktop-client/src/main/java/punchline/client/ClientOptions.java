package punchline.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import punchline.engine.TraversalOptions;
import punchline.engine.conversation.ChatOptions;
import punchline.engine.conversation.ConversationLimits;
import punchline.engine.invite.InviteLink;
import punchline.protocol.ServerAddress;

/**
 * What the command line says.
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

    /** What came of a command line. */
    sealed interface Parsed {
        record Run(ClientOptions options) implements Parsed {}

        /** Help or version was asked for, or the arguments are wrong: print {@code text} and end with {@code exitCode}. */
        record Stop(String text, int exitCode) implements Parsed {}
    }

    /** Reads a command line; {@code version} is what {@code --version} prints. */
    static Parsed parse(String version, String... arguments) {
        Arguments read = new Arguments();
        CommandLine command = new CommandLine(read);
        try {
            command.parseArgs(arguments);
            if (command.isUsageHelpRequested()) {
                return new Parsed.Stop(command.getUsageMessage(), 0);
            }
            if (command.isVersionHelpRequested()) {
                return new Parsed.Stop("punchline " + version + System.lineSeparator(), 0);
            }
            read.check(command);
        } catch (CommandLine.ParameterException e) {
            return new Parsed.Stop(
                    e.getMessage() + System.lineSeparator() + "Try --help." + System.lineSeparator(),
                    CommandLine.ExitCode.USAGE);
        }
        return new Parsed.Run(read.toOptions());
    }

    @Command(
            name = "punchline",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            usageHelpWidth = 100,
            description = "Chat in which two people talk directly.")
    private static final class Arguments {
        @Parameters(
                arity = "0..1",
                paramLabel = "INVITE",
                description = "An invite to redeem, a link that begins with punchline:")
        private @Nullable String invite;

        @Option(
                names = "--profile",
                paramLabel = "P",
                description = "Whose profile: key, contacts, messages. Default: ${DEFAULT-VALUE}.")
        private String profile = "default";

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "Where profiles are kept, instead of this system's usual place.")
        private @Nullable Path data;

        @Option(
                names = "--server",
                paramLabel = "HOST:PORT",
                split = ",",
                converter = ServerConverter.class,
                description = "Rendezvous servers, instead of those in server.txt.")
        private List<ServerAddress> servers = new ArrayList<>();

        @Option(names = "--name", paramLabel = "NAME", description = "What others see.")
        private @Nullable String name;

        @Option(names = "--port", paramLabel = "UDP_PORT", description = "Local UDP port. Default: any.")
        private int port;

        @Option(names = "--unlisted", description = "Do not show me in the servers' lists.")
        private boolean unlisted;

        @Option(names = "--accept-all", description = "Accept everyone who asks to talk.")
        private boolean acceptAll;

        @Option(names = "--log-text", description = "Write the texts of messages to the log, too.")
        private boolean logText;

        @Option(names = "--no-port-mapping", description = "Do not ask the router to map a port for me.")
        private boolean noPortMapping;

        @Option(
                names = "--no-random-ports",
                description = "Do not search random ports, as is needed where a router picks them.")
        private boolean noRandomPorts;

        @Option(names = "--no-typing", description = "Do not tell others that I am writing.")
        private boolean noTyping;

        @Option(names = "--no-read-receipts", description = "Do not tell others what I have read.")
        private boolean noReadReceipts;

        @Mixin
        private ProtectionOptions.Arguments protection = new ProtectionOptions.Arguments();

        @Option(names = "--console", description = "No window: a prompt.")
        private boolean console;

        @Option(names = "--json", description = "The console for programs: one JSON object per line.")
        private boolean json;

        void check(CommandLine command) {
            if (invite != null && !InviteLink.isMeantBy(invite)) {
                throw new CommandLine.ParameterException(
                        command, "Unmatched argument: '" + invite + "'. An invite begins with " + InviteLink.SCHEME);
            }
            if (port < 0 || port > 65535) {
                throw new CommandLine.ParameterException(
                        command, "--port: a port is between 1 and 65535, or 0 for any, not " + port);
            }
            protection.check(command, json);
            if (name != null
                    && (name.isBlank()
                            || name.length() > ConversationLimits.MAX_NAME_CHARS
                            || name.chars().anyMatch(Character::isISOControl))) {
                throw new CommandLine.ParameterException(
                        command,
                        "--name: expected 1 to " + ConversationLimits.MAX_NAME_CHARS
                                + " characters, not blank, none of them a control character");
            }
        }

        ClientOptions toOptions() {
            return new ClientOptions(
                    profile,
                    data,
                    servers,
                    name,
                    port,
                    !unlisted,
                    acceptAll,
                    logText,
                    new TraversalOptions(!noPortMapping, !noRandomPorts),
                    new ChatOptions(!noTyping, !noReadReceipts),
                    protection.toOptions(),
                    invite,
                    console || json,
                    json);
        }
    }

    private static final class ServerConverter implements ITypeConverter<ServerAddress> {
        @Override
        public ServerAddress convert(String text) {
            try {
                return ServerAddress.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
