package punchline.client;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.client.console.JsonConsole;
import punchline.client.console.PromptConsole;
import punchline.client.settings.Settings;
import punchline.client.ui.DesktopApp;
import punchline.client.ui.DesktopSetup;
import punchline.client.ui.PeerFactory;
import punchline.engine.Event;
import punchline.engine.Peer;
import punchline.local.LocalAnswers;

/**
 * Where the program begins. Loads no class of JavaFX for a console.
 *
 * <p>Exit codes: 0 when ended as asked, 1 if it could not start or nobody read its output, 2 for wrong arguments.
 */
public final class Launcher {
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private static final int OK = 0;
    private static final int FAILED = 1;

    private final Wiring wiring;
    private final InputStream in;
    private final OutputStream out;
    private final PrintStream err;

    Launcher(Wiring wiring, InputStream in, OutputStream out, PrintStream err) {
        this.wiring = wiring;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Runs the client. */
    public static void main(String[] arguments) {
        ClientLog.none();
        InputStream in = new FileInputStream(FileDescriptor.in);
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        // Standard output belongs to the console alone; what a library prints goes where people look for trouble.
        System.setOut(System.err);
        System.exit(new Launcher(Wiring.ofThisMachine(), in, out, System.err).run(arguments));
    }

    /** Runs until it ends, and gives the exit code. */
    int run(String... arguments) {
        return switch (ClientOptions.parse(version(), wiring.settingsFiles(), System.getenv(), arguments)) {
            case ClientOptions.Parsed.Stop(String text, int exitCode) -> {
                print(text, exitCode);
                yield exitCode;
            }
            case ClientOptions.Parsed.Run(ClientOptions options) -> {
                if (options.protection().isTransfer()) {
                    yield transfer(options);
                }
                if (options.json()) {
                    yield json(options);
                }
                yield options.console() ? prompt(options) : window(options);
            }
        };
    }

    private int window(ClientOptions options) {
        if (Handover.toRunning(wiring.profile(options), options.invite())) {
            return OK;
        }
        AtomicReference<Peer> opened = new AtomicReference<>();
        // A window is closed by its frame; this is for the signal that ends a desktop's session.
        Thread stop = new Thread(
                () -> {
                    Peer peer = opened.get();
                    if (peer != null) {
                        peer.close();
                    }
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        AtomicReference<LocalAnswers> handedOver = new AtomicReference<>();
        try {
            Settings settings = wiring.settings(options);
            DesktopApp.open(new DesktopSetup(
                            options.profile(),
                            new PeerFactory() {
                                private boolean imported;

                                @Override
                                public Peer start(Consumer<Event> listener) throws StartException {
                                    return start(listener, PassphrasePrompt.NOBODY);
                                }

                                @Override
                                public Peer start(Consumer<Event> listener, PassphrasePrompt prompt)
                                        throws StartException {
                                    // Tried again after that, it is there.
                                    if (!imported && wiring.importOpened(options, prompt)) {
                                        imported = true;
                                        settings.reload();
                                    }
                                    Peer peer = wiring.open(options, new Unlocking(in, prompt), settings, listener);
                                    opened.set(peer);
                                    handedOver.set(Handover.listen(wiring.profile(options), peer, DesktopApp::toFront));
                                    return peer;
                                }
                            },
                            settings)
                    .withNotices());
            close(handedOver.get());
            return OK;
        } catch (UnsupportedOperationException e) {
            err.println("There is no display to open a window on, so this is the console; `help` lists what it knows.");
            return prompt(options);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static void close(@Nullable LocalAnswers answers) {
        if (answers != null) {
            try {
                answers.close();
            } catch (IOException e) {
                LOG.debug("the socket's file stays", e);
            }
        }
    }

    private int transfer(ClientOptions options) {
        try {
            print(wiring.transfer(options, new Unlocking(in, PassphrasePrompt.NOBODY)) + System.lineSeparator(), OK);
            return OK;
        } catch (StartException e) {
            err.println(e.sentence());
            return FAILED;
        }
    }

    private int json(ClientOptions options) {
        JsonConsole console = new JsonConsole(in, out);
        try (Stopping _ = Stopping.onSignal(console::stop);
                Peer peer = wiring.open(options, new Unlocking(in, PassphrasePrompt.NOBODY), console::onEvent)) {
            return switch (console.run(peer)) {
                case QUIT -> OK;
                case UNREAD -> FAILED;
            };
        } catch (StartException e) {
            console.fail(e.why());
            err.println(e.sentence());
            return FAILED;
        }
    }

    private int prompt(ClientOptions options) {
        try (PromptConsole console = PromptConsole.open();
                Stopping _ = Stopping.onSignal(console::stop);
                Peer peer = wiring.open(options, new Unlocking(in, console::askPassphrase), console::onEvent)) {
            LocalAnswers handedOver = Handover.listen(wiring.profile(options), peer, () -> {});
            console.run(peer);
            close(handedOver);
            return OK;
        } catch (StartException e) {
            err.println(e.sentence());
            return FAILED;
        } catch (IOException e) {
            err.println("There is no terminal to be had: " + e.getMessage());
            return FAILED;
        }
    }

    private void print(String text, int exitCode) {
        PrintStream stream = exitCode == OK ? new PrintStream(out, true) : err;
        stream.print(text);
        stream.flush();
    }

    private static String version() {
        String version = Launcher.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }
}
