package punchline.client.ui.status;

import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.bridge.EventSink;
import punchline.client.ui.people.PersonName;
import punchline.client.ui.text.Texts;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Event.ServerStatus;
import punchline.engine.conversation.ConversationLimits;
import punchline.protocol.NatClass;
import punchline.protocol.PeerId;
import punchline.protocol.ProtocolLimits;
import punchline.protocol.ServerAddress;

/** Myself and my servers. */
public final class StatusViewModel implements EventSink {
    /** How I stand with all servers together. */
    public enum Connection {
        /** The engine has not said yet. */
        STARTING,
        NO_SERVER,
        CONNECTING,
        /** At least one server knows me. */
        CONNECTED,
        /** The same identity runs on another machine, where others reach it. */
        ELSEWHERE,
        FAILED
    }

    private final Asker asker;
    private final Texts texts;
    private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper(this, "name", "");
    private final ReadOnlyObjectWrapper<@Nullable PeerId> id = new ReadOnlyObjectWrapper<>(this, "id");
    private final ReadOnlyIntegerWrapper port = new ReadOnlyIntegerWrapper(this, "port");
    private final ReadOnlyObjectWrapper<NatClass> nat = new ReadOnlyObjectWrapper<>(this, "nat", NatClass.UNKNOWN);
    private final ObservableList<ServerStatus> servers = FXCollections.observableArrayList();
    private final ObservableList<ServerStatus> serversView = FXCollections.unmodifiableObservableList(servers);
    private final ReadOnlyObjectWrapper<Connection> connection =
            new ReadOnlyObjectWrapper<>(this, "connection", Connection.STARTING);
    private final ReadOnlyBooleanWrapper known = new ReadOnlyBooleanWrapper(this, "known");
    private final ReadOnlyStringWrapper nameProblem = new ReadOnlyStringWrapper(this, "nameProblem", "");
    private final ReadOnlyStringWrapper serverProblem = new ReadOnlyStringWrapper(this, "serverProblem", "");
    private @Nullable String renaming;
    private @Nullable String adding;
    private boolean askForStatus;
    private boolean elsewhere;

    public StatusViewModel(Asker asker, Texts texts) {
        this.asker = asker;
        this.texts = texts;
    }

    /** The name others see; empty until the engine runs. */
    public ReadOnlyStringProperty nameProperty() {
        return name.getReadOnlyProperty();
    }

    /** Who I am; null until the engine runs. */
    public ReadOnlyObjectProperty<@Nullable PeerId> idProperty() {
        return id.getReadOnlyProperty();
    }

    public ReadOnlyIntegerProperty portProperty() {
        return port.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<NatClass> natProperty() {
        return nat.getReadOnlyProperty();
    }

    public ObservableList<ServerStatus> servers() {
        return serversView;
    }

    public ReadOnlyObjectProperty<Connection> connectionProperty() {
        return connection.getReadOnlyProperty();
    }

    /** Whether the servers have been told, so that "no server" is a fact. */
    public ReadOnlyBooleanProperty knownProperty() {
        return known.getReadOnlyProperty();
    }

    /** Why the last name was refused; empty if it was not. */
    public ReadOnlyStringProperty nameProblemProperty() {
        return nameProblem.getReadOnlyProperty();
    }

    /** Why the last server was refused; empty if it was not. */
    public ReadOnlyStringProperty serverProblemProperty() {
        return serverProblem.getReadOnlyProperty();
    }

    /**
     * Sets the name others see.
     *
     * @return false if it cannot be a name; {@link #nameProblemProperty} says why
     */
    public boolean rename(String wanted) {
        String stripped = wanted.strip();
        if (!PersonName.isPossible(wanted)) {
            nameProblem.set(texts.count("name.invalid", ConversationLimits.MAX_NAME_CHARS));
            return false;
        }
        nameProblem.set("");
        if (!stripped.equals(name.get())) {
            renaming = asker.ask(ref -> new Command.Rename(ref, stripped));
            asker.ask(Command.Status::new);
        }
        return true;
    }

    /**
     * Adds a server; a missing port is the usual one.
     *
     * @return false if it is no address; {@link #serverProblemProperty} says why
     */
    public boolean addServer(String typed) {
        String address = typed.strip();
        boolean withPort = address.indexOf(':') >= 0;
        try {
            ServerAddress server =
                    ServerAddress.parse(withPort ? address : address + ":" + ProtocolLimits.DEFAULT_PORT);
            serverProblem.set("");
            adding = asker.ask(ref -> new Command.AddServer(ref, server.toString()));
            asker.ask(Command.Status::new);
            return true;
        } catch (IllegalArgumentException e) {
            serverProblem.set(texts.get("server.invalid"));
            return false;
        }
    }

    /** Leaves a server. */
    public void removeServer(String server) {
        asker.ask(ref -> new Command.RemoveServer(ref, server));
    }

    /** Tries at once to reach the servers. */
    public void reconnect() {
        asker.ask(Command.Reconnect::new);
    }

    @Override
    public void onEvent(Event event) {
        switch (event) {
            case Event.Ready ready -> {
                id.set(ready.id());
                name.set(ready.name());
                port.set(ready.port());
                askForStatus = true;
            }
            case Event.Status status -> {
                id.set(status.id());
                name.set(status.name());
                port.set(status.port());
                nat.set(status.nat());
                known.set(true);
                servers.setAll(status.servers());
                elsewhere = servers.stream().anyMatch(ServerStatus::elsewhere);
                settle();
            }
            case Event.Server server -> {
                known.set(true);
                onServer(server.server());
                // The class of the NAT is learnt from servers' answers.
                askForStatus |= server.server().registered();
            }
            case Event.Peers peers -> {}
            case Event.Contacts contacts -> {}
            case Event.ContactChanged contact -> {}
            case Event.Request request -> {}
            case Event.SafetyNumber number -> {}
            case Event.Link link -> {}
            case Event.Message message -> {}
            case Event.Changed changed -> {}
            case Event.State state -> {}
            case Event.Typing typing -> {}
            case Event.Invited invited -> {}
            case Event.Invites invites -> {}
            case Event.InviteUsed used -> {}
            case Event.Timeline timeline -> {}
            case Event.Found found -> {}
            case Event.Cleared cleared -> {}
            case Event.Retained retained -> {}
            case Event.Expired expired -> {}
            case Event.Draft draft -> {}
            case Event.Exporting exporting -> {}
            case Event.Exported exported -> {}
            case Event.History history -> {}
            case Event.Attempts attempts -> {}
            case Event.Diagnosis diagnosis -> {}
            case Event.ProfileCopied copied -> {}
            case Event.IdentityElsewhere twin -> {
                elsewhere = twin.elsewhere();
                settle();
            }
            case Event.Problem problem -> {}
        }
    }

    private void onServer(ServerStatus changed) {
        for (int i = 0; i < servers.size(); i++) {
            if (servers.get(i).server().equals(changed.server())) {
                servers.set(i, changed);
                settle();
                return;
            }
        }
        servers.add(changed);
        settle();
    }

    private void settle() {
        connection.set(elsewhere ? Connection.ELSEWHERE : connectionOf(servers));
    }

    private static Connection connectionOf(List<ServerStatus> servers) {
        if (servers.isEmpty()) {
            return Connection.NO_SERVER;
        }
        if (servers.stream().anyMatch(ServerStatus::registered)) {
            return Connection.CONNECTED;
        }
        return servers.stream().allMatch(server -> server.problem() != null)
                ? Connection.FAILED
                : Connection.CONNECTING;
    }

    @Override
    public void onSettled() {
        if (askForStatus) {
            askForStatus = false;
            asker.ask(Command.Status::new);
        }
    }

    @Override
    public void onEventsLost() {
        askForStatus = true;
    }

    /**
     * Shows a problem here if it answers something asked here.
     *
     * @return whether it did
     */
    public boolean onProblem(Event.Problem told) {
        if (told.ref() != null && told.ref().equals(renaming)) {
            nameProblem.set(texts.reason(told.message()));
            return true;
        }
        if (told.ref() != null && told.ref().equals(adding)) {
            serverProblem.set(texts.reason(told.message()));
            return true;
        }
        return false;
    }
}
