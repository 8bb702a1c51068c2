package punchline.server.program;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import punchline.settings.InvalidSettingException;
import punchline.settings.Setting;

/** The server as a program of its own. Prints one line when it answers, and runs until it is told to stop. */
@Command(
        name = "rendezvous-server",
        description = "Lets Punchline peers learn each other's addresses. Carries nothing of what they say.",
        footer = {
            "",
            "Settings come from the file, then from variables such as PUNCHLINE_SERVER_PORT, then from here.",
            "Exit codes: 0 done, 1 failed, 2 wrong argument or setting, 3 not running."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        usageHelpWidth = 100)
public final class Main implements Callable<Integer> {
    /** What is to be done. */
    private enum Verb {
        RUN,
        START,
        STOP,
        RESTART,
        STATUS,
        RELOAD
    }

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "VERB",
            description =
                    "run: serve until told to stop (this is what happens without a verb). start, stop, restart: the"
                            + " same in the background. status: how it is doing. reload: read the settings again.")
    private Verb verb = Verb.RUN;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings, instead of /etc/punchline/rendezvous.conf.")
    private @Nullable Path file;

    /** Filled in by the command line. */
    @SuppressWarnings("NullAway.Init")
    private Main() {}

    /** Does what it is told; exit codes as {@code --help} says. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** What {@link #main} does, but for where it prints and that the process lives on. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine().setOut(out).setErr(err).execute(arguments);
    }

    private static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new Main());
        for (Setting<?> setting : ServerSettings.TABLE.settings()) {
            spec.addOption(OptionSpec.builder(setting.option())
                    .paramLabel("X")
                    .type(String.class)
                    .description(setting.meaning().replace("`", "") + " " + setting.allowed() + "; default: "
                            + setting.standardText())
                    .build());
        }
        return new CommandLine(spec).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Map<String, String> given = new HashMap<>();
        List<String> arguments = new ArrayList<>();
        if (file != null) {
            arguments.addAll(List.of("--config", file.toString()));
        }
        for (Setting<?> setting : ServerSettings.TABLE.settings()) {
            String text = spec.commandLine().getParseResult().matchedOptionValue(setting.option(), null);
            if (text != null) {
                given.put(setting.key(), text);
                arguments.addAll(List.of(setting.option(), text));
            }
        }
        Service.SettingsSource source = () -> ServerSettings.read(file, System.getenv(), given);
        ServerSettings settings;
        try {
            settings = source.read();
        } catch (InvalidSettingException e) {
            return refuse(err, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refuse(err, "the settings cannot be read: " + e);
        }
        Daemon daemon = new Daemon(settings.runDirectory(), out, err);
        return switch (verb) {
            case RUN -> Service.run(source, settings, out, err) ? Daemon.OK : Daemon.FAILED;
            case START -> daemon.start(arguments);
            case STOP -> daemon.stop();
            case RESTART -> {
                int stopped = daemon.stop();
                yield stopped == Daemon.OK ? daemon.start(arguments) : stopped;
            }
            case STATUS -> daemon.status();
            case RELOAD -> daemon.reload();
        };
    }

    private static int refuse(PrintWriter err, String why) {
        err.println(why);
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    /** What the jar's manifest says. */
    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"rendezvous-server " + version()};
        }
    }
}
