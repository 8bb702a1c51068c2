package punchline.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.client.profile.AppDirectories;
import punchline.client.profile.Passphrase;
import punchline.client.profile.ProfileDirectory;
import punchline.client.profile.ProfileException;
import punchline.client.profile.WrongPassphraseException;
import punchline.client.server.EmbeddedServer;
import punchline.client.server.ServerFile;
import punchline.client.settings.Settings;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Peer;
import punchline.engine.Reason;
import punchline.engine.TraversalOptions;
import punchline.engine.conversation.ChatOptions;
import punchline.server.RendezvousServer;
import punchline.server.ServerConfig;
import punchline.server.TrafficLog;

/** Puts a client together: the one place that knows which class stands behind each interface. */
final class Wiring {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    /** Nobody waits longer for a window; a host name that takes longer to look up is hardly this machine's. */
    private static final Duration MAX_SERVER_DECISION = Duration.ofSeconds(1);

    private final PeerStarter peers;
    private final EmbeddedServer.Starter servers;
    private final AppDirectories directories;
    private final List<Path> serverFilePlaces;

    /**
     * Takes what stands behind the interfaces.
     *
     * @param serverFilePlaces directories in which {@code server.txt} is looked for, before the profile
     */
    Wiring(PeerStarter peers, EmbeddedServer.Starter servers, AppDirectories directories, List<Path> serverFilePlaces) {
        this.peers = peers;
        this.servers = servers;
        this.directories = directories;
        this.serverFilePlaces = List.copyOf(serverFilePlaces);
    }

    /** The real parts. */
    static Wiring ofThisMachine() {
        AppDirectories directories = AppDirectories.of(
                System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")), System::getenv);
        return new Wiring(new LivePeers(), Wiring::startRendezvousServer, directories, placesBesideTheApp());
    }

    private static AutoCloseable startRendezvousServer(InetSocketAddress address) throws IOException {
        ServerConfig config =
                ServerConfig.defaults().withPort(address.getPort()).withBind(address.getAddress());
        return RendezvousServer.start(config, TrafficLog.NONE);
    }

    /** The installation's root as its start script says, where this jar is, and the working directory. */
    private static List<Path> placesBesideTheApp() {
        List<Path> places = new ArrayList<>();
        String home = System.getProperty("punchline.home");
        if (home != null && !home.isEmpty()) {
            places.add(Path.of(home));
        }
        Path jar = jar();
        if (jar != null && jar.getParent() != null) {
            places.add(jar.getParent());
        }
        places.add(Path.of(""));
        return places;
    }

    /** Null where nobody knows, as for classes out of a cache that the JVM wrote when the program lay elsewhere. */
    private static @Nullable Path jar() {
        CodeSource source = Wiring.class.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        try {
            return location == null ? null : Path.of(location.toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * Starts everything but a front end, to be closed by closing the peer.
     *
     * @param unlocking opens the profile if it has a passphrase
     * @param listener hears all events on the engine's thread, {@link Event.Ready} first, and after it, as {@link
     *     Event.Problem}, what was wrong with a {@code server.txt}
     * @throws StartException if the profile is open elsewhere or cannot be written, or the peer cannot start
     */
    Peer open(ClientOptions options, Unlocking unlocking, Consumer<Event> listener) throws StartException {
        return open(options, unlocking, settings(options), listener);
    }

    /** As {@link #open(ClientOptions, Unlocking, Consumer)}, for a front end that reads and writes the settings, too. */
    Peer open(ClientOptions options, Unlocking unlocking, Settings settings, Consumer<Event> listener)
            throws StartException {
        AppDirectories places = placesFor(options);
        ProfileDirectory profile = null;
        ClientLog log = null;
        EmbeddedServer server = null;
        try {
            profile = ProfileDirectory.open(places.data(), options.profile());
            log = ClientLog.open(profile.logs());
            Unlocking.Unlocked unlocked = unlocking.unlock(profile, options);
            ServerFile found = findServers(options, profile);
            LOG.info("profile {}, servers {} from {}", profile.path(), found.servers(), found.file());
            AtomicReference<Peer> started = new AtomicReference<>();
            server = EmbeddedServer.start(found.servers(), servers, () -> {
                Peer waiting = started.get();
                if (waiting != null) {
                    // Whoever served before is gone, and the peer would find out only with its next refresh.
                    waiting.submit(new Command.Reconnect(null));
                }
            });
            server.awaitDecision(MAX_SERVER_DECISION);
            Peer peer = peers.start(
                    new PeerStarter.Settings(
                            profile.path(),
                            places.cache(),
                            unlocked.identity(),
                            unlocked.storeKey(),
                            options.name() == null ? "" : options.name(),
                            options.port() == 0 ? settings.number(Settings.PORT, 0) : options.port(),
                            found.servers(),
                            options.listed(),
                            options.acceptAll(),
                            options.logText(),
                            traversal(options, settings),
                            chat(options, settings)),
                    event -> {
                        listener.accept(event);
                        if (event instanceof Event.Ready) {
                            found.problems()
                                    .forEach(problem -> listener.accept(new Event.Problem(null, Reason.said(problem))));
                            tellProblem(settings, listener);
                        }
                    });
            started.set(peer);
            Peer session = new ClientSession(
                    profile,
                    ownServerFile(options, profile, found),
                    settings,
                    server,
                    log,
                    new LiveTransfers(profile, unlocked, places, listener),
                    peer);
            if (options.invite() != null) {
                session.submit(new Command.Redeem(null, options.invite(), null));
            }
            return session;
        } catch (ProfileException e) {
            closeAll(server, log, profile);
            throw new StartException(e.why(), e);
        } catch (StartException | RuntimeException e) {
            LOG.error("not started", e);
            closeAll(server, log, profile);
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closeAll(server, log, profile);
            throw new StartException(Reason.of(StartTrouble.STOPPED), e);
        }
    }

    /**
     * Writes a whole profile to a file or makes one of it, as the options say.
     *
     * @return what was done, in words
     * @throws StartException if it cannot be done; then nothing was changed
     */
    String transfer(ClientOptions options, Unlocking unlocking) throws StartException {
        AppDirectories places = placesFor(options);
        ProtectionOptions said = options.protection();
        String file = Objects.requireNonNull(said.archivePassphraseFile());
        try (Passphrase archive = unlocking.read(file)) {
            Unlocking.refuseEmpty(archive, file);
            if (said.importFrom() != null) {
                importProfile(options, unlocking, places, said.importFrom(), archive);
                return "Imported " + said.importFrom() + " as profile " + options.profile() + ".";
            }
            Path target = Objects.requireNonNull(said.exportTo());
            ProfileDirectory.mustExist(places.data(), options.profile());
            try (ProfileDirectory profile = ProfileDirectory.open(places.data(), options.profile())) {
                ProfileTransfer.write(profile, unlocking.unlock(profile, options), places.cache(), target, archive);
            }
            return "Exported profile " + options.profile() + " to " + target + ".";
        } catch (ProfileException e) {
            throw new StartException(e.why(), e);
        }
    }

    /**
     * Makes the profile of a file that was opened without a file of its passphrase, which the person is asked for.
     *
     * @return false if there is no such file
     * @throws StartException if it cannot be made; then nothing was changed
     */
    boolean importOpened(ClientOptions options, PassphrasePrompt prompt) throws StartException {
        Path source = options.protection().importFrom();
        if (source == null) {
            return false;
        }
        for (int tried = 0; ; tried++) {
            try (Passphrase answer = prompt.ask(options.profile(), tried > 0)) {
                if (answer == null) {
                    throw new LockedException(options.profile());
                }
                ProfileTransfer.read(source, answer, placesFor(options), options.profile(), answer);
                return true;
            } catch (WrongPassphraseException e) {
                if (tried + 1 == Unlocking.MAX_TRIES) {
                    throw new StartException(e.why(), e);
                }
            } catch (ProfileException e) {
                throw new StartException(e.why(), e);
            }
        }
    }

    private static void importProfile(
            ClientOptions options, Unlocking unlocking, AppDirectories places, Path source, Passphrase archive)
            throws ProfileException {
        String own = options.protection().newPassphraseFile();
        if (own == null) {
            ProfileTransfer.read(source, archive, places, options.profile(), archive);
            return;
        }
        try (Passphrase next = unlocking.read(own)) {
            ProfileTransfer.read(source, archive, places, options.profile(), next.isEmpty() ? null : next);
        }
    }

    /** Where {@code punchline.conf} may be, the one that counts most last: beside {@code server.txt}, and the person's own. */
    List<Path> settingsFiles() {
        List<Path> files = new ArrayList<>();
        serverFilePlaces.reversed().forEach(place -> files.add(settingsFile(place)));
        files.add(settingsFile(directories.config()));
        return files.stream().distinct().toList();
    }

    private static Path settingsFile(Path directory) {
        return directory.resolve("punchline.conf").toAbsolutePath().normalize();
    }

    /** The settings of that profile, which need not be there. */
    Settings settings(ClientOptions options) {
        return Settings.load(profile(options).resolve(Settings.FILE_NAME));
    }

    /** What the command line switches off is off for this run, whatever is set. */
    private static TraversalOptions traversal(ClientOptions options, Settings settings) {
        return new TraversalOptions(
                options.traversal().portMapping() && settings.isOn(Settings.PORT_MAPPING, true),
                options.traversal().randomPorts() && settings.isOn(Settings.RANDOM_PORTS, true));
    }

    private static ChatOptions chat(ClientOptions options, Settings settings) {
        return new ChatOptions(
                options.chat().typing() && settings.isOn(Settings.TYPING, true),
                options.chat().readReceipts() && settings.isOn(Settings.READ_RECEIPTS, true));
    }

    private static void tellProblem(Settings settings, Consumer<Event> listener) {
        String problem = settings.problem();
        if (problem != null) {
            listener.accept(new Event.Problem(
                    null,
                    Reason.of(
                            StartTrouble.SETTINGS,
                            "file",
                            settings.file(),
                            "words",
                            problem,
                            "copy",
                            settings.putAside().getFileName())));
        }
    }

    /** The directory of that profile, which need not be there. */
    Path profile(ClientOptions options) {
        return placesFor(options).data().resolve(options.profile());
    }

    private AppDirectories placesFor(ClientOptions options) {
        return options.data() == null ? directories : AppDirectories.within(options.data());
    }

    private ServerFile findServers(ClientOptions options, ProfileDirectory profile) {
        if (!options.servers().isEmpty()) {
            return new ServerFile(options.servers(), null, List.of());
        }
        List<Path> candidates = new ArrayList<>();
        serverFilePlaces.forEach(place -> candidates.add(place.resolve("server.txt")));
        candidates.add(profile.serverFile());
        return ServerFile.search(candidates);
    }

    private static @Nullable Path ownServerFile(ClientOptions options, ProfileDirectory profile, ServerFile found) {
        boolean counts = found.file() == null || found.file().equals(profile.serverFile());
        return options.servers().isEmpty() && counts ? profile.serverFile() : null;
    }

    private static void closeAll(
            @Nullable EmbeddedServer server, @Nullable ClientLog log, @Nullable ProfileDirectory profile) {
        if (server != null) {
            server.close();
        }
        if (log != null) {
            log.close();
        }
        if (profile != null) {
            profile.close();
        }
    }
}
