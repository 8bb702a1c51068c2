package punchline.client.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.FakePeer;
import punchline.client.StartException;
import punchline.client.settings.Settings;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Event.LinkState;
import punchline.engine.Event.MessageState;
import punchline.engine.HistoryMessage;
import punchline.engine.Reason;
import punchline.engine.conversation.MessageId;

class WindowTest {
    @TempDir
    Path directory;

    private final FakePeer peer = new FakePeer();
    private @Nullable WindowDriver opened;

    @AfterEach
    void close() throws InterruptedException {
        if (opened != null) {
            opened.close();
            assertThat(peer.isClosed()).as("closing the window ends the peer").isTrue();
        }
    }

    @Test
    void aTypedMessageIsQueuedThenSentThenDelivered() throws InterruptedException {
        WindowDriver window = open(SampleWorld::busy);
        window.clickText("Ann");
        window.awaitText("online · direct");
        window.click("#composer");
        window.type("good news");
        window.press(KeyCode.SHIFT, KeyCode.ENTER);
        window.type("at last");
        window.press(KeyCode.ENTER);
        window.awaitText("good news\nat last");
        Command.Send send = Models.asked(peer, Command.Send.class);
        assertThat(send.text()).isEqualTo("good news\nat last");
        assertThat(window.isShown(".state-saving")).isTrue();
        MessageId id = new MessageId(8, 8);
        peer.emit(new Event.State(send.ref(), SampleWorld.ANN, id, MessageState.QUEUED));
        window.until("queued", () -> lastState(window).contains("Queued"));
        peer.emit(new Event.State(null, SampleWorld.ANN, id, MessageState.SENT));
        window.until("sent", () -> lastState(window).contains("has not confirmed"));
        peer.emit(new Event.State(null, SampleWorld.ANN, id, MessageState.DELIVERED));
        window.until("delivered", () -> lastState(window).contains("saved on Ann’s computer"));
    }

    @Test
    void aRequestIsAcceptedByClick() throws InterruptedException {
        WindowDriver window = open(SampleWorld::busy);
        window.clickText("Eve");
        window.awaitText("“Hi, we met at the conference in Lisbon!”");
        assertThat(window.isShown("#composer")).isFalse();
        window.click("#accept");
        window.awaitShown("#composer");
        assertThat(Models.asked(peer, Command.Accept.class).peer()).isEqualTo(SampleWorld.EVE);
        window.until("the composer has the keyboard", () -> hasId(window.focused(), "composer"));
    }

    @Test
    void aStrangerIsAskedByTheFirstMessageWhichIsSeenToWait() throws InterruptedException {
        WindowDriver window = open(SampleWorld::busy);
        window.clickText("Frank");
        window.awaitShown("#connect");
        window.until("the composer has the keyboard", () -> hasId(window.focused(), "composer"));
        window.type("Hello Frank");
        window.press(KeyCode.ENTER);
        window.awaitShown("#waiting");
        window.awaitText("Hello Frank");
        assertThat(window.isShown("#connect")).isFalse();
        Command.Send send = Models.asked(peer, Command.Send.class);
        assertThat(send.text()).isEqualTo("Hello Frank");
        peer.emit(new Event.State(send.ref(), SampleWorld.FRANK, new MessageId(8, 8), MessageState.QUEUED));
        window.awaitShown(".state-queued");
    }

    @Test
    void aStrangerIsAskedWithoutAWordByClick() throws InterruptedException {
        WindowDriver window = open(SampleWorld::busy);
        window.clickText("Frank");
        window.click("#connect");
        window.awaitShown("#waiting");
        assertThat(Models.asked(peer, Command.Connect.class).greeting()).isNull();
    }

    @Test
    void aServerThatCannotBeReachedIsTriedAgainByClick() throws InterruptedException {
        WindowDriver window = open(SampleWorld::busy);
        assertThat(window.isShown("#server-again")).isFalse();
        peer.emit(new Event.Server(null, SampleWorld.serverStatus(false, "No answer.")));
        window.awaitText("Server cannot be reached");
        window.click("#server-again");
        assertThat(peer.commands())
                .filteredOn(Command.Reconnect.class::isInstance)
                .hasSize(1);
        window.click("#own");
        window.click("#settings-network");
        window.click("#connect-again");
        assertThat(peer.commands())
                .filteredOn(Command.Reconnect.class::isInstance)
                .hasSize(2);
        peer.emit(new Event.Server(null, SampleWorld.serverStatus(true, null)));
        window.until(
                "nothing to try again", () -> !window.isShown("#server-again") && !window.isShown("#connect-again"));
    }

    @Test
    void someoneWhoCannotBeReachedIsTriedAgainByClick() throws InterruptedException {
        WindowDriver window = open(SampleWorld::busy);
        String name = "Dmitri Aleksandrovich von Hohenberg-Katzenellenbogen";
        window.clickText("Ann");
        window.awaitText("online · direct");
        assertThat(window.isShown("#reach-again")).isFalse();
        window.clickText(name);
        window.click("#reach-again");
        assertThat(peer.commands())
                .filteredOn(Command.Reconnect.class::isInstance)
                .hasSize(1);
        peer.emit(new Event.Link(null, SampleWorld.id(name), LinkState.CONNECTING, null, null, 0, null));
        window.until("nothing to try again", () -> !window.isShown("#reach-again"));
    }

    @Test
    void searchByKeyboardFindsAndOpens() throws InterruptedException {
        WindowDriver window = open(SampleWorld::busy);
        window.press(KeyCode.CONTROL, KeyCode.F);
        window.until("the search has the keyboard", () -> hasId(window.focused(), "search"));
        window.type("fari");
        window.awaitNoText("Ann");
        window.press(KeyCode.ENTER);
        window.until("Farid is open", () -> window.isShown("#composer"));
        window.awaitText("Did you get the plane tickets? They wanted an answer by Wednesday at the latest.");
        assertThat(window.isShown(".unread-line"))
                .as("the unused end of the list is empty")
                .isFalse();
        window.press(KeyCode.ESCAPE);
        window.awaitText("Choose somebody from the list to talk to.");
    }

    @Test
    void aMessageFoundAmongAllConversationsOpensWhereItStands() throws InterruptedException {
        WindowDriver window = open(SampleWorld::busy);
        window.press(KeyCode.CONTROL, KeyCode.F);
        window.type("tunnel");
        window.awaitText("Messages");
        window.awaitText("tunnel");
        window.press(KeyCode.ENTER);
        window.awaitText("Did the tunnel come up on your side?");
        window.until("it is pointed at", () -> window.isShown(".message-cell:revealed"));
    }

    @Test
    void whatIsBeingWrittenIsSeenAmongPeopleAndComesBack() throws InterruptedException {
        WindowDriver window = open(SampleWorld::busy);
        window.clickText("Ann");
        window.click("#composer");
        window.type("half a thou");
        window.clickText("Farid");
        window.awaitText("Draft: half a thou");
        assertThat(Models.asked(peer, Command.Draft.class).text()).isEqualTo("half a thou");
        window.clickText("Ann");
        window.awaitNoText("Draft: half a thou");
        window.press(KeyCode.ENTER);
        assertThat(Models.asked(peer, Command.Send.class).text()).isEqualTo("half a thou");
    }

    @Test
    void aFewLettersAndEnterLeadToAPersonAndEscBackToWhereOneWas() throws InterruptedException {
        WindowDriver window = open(SampleWorld::busy);
        window.clickText("Ann");
        window.until("the composer has the keyboard", () -> hasId(window.focused(), "composer"));
        window.press(KeyCode.CONTROL, KeyCode.K);
        window.awaitShown("#switcher");
        window.press(KeyCode.ESCAPE);
        window.until("the composer has the keyboard again", () -> hasId(window.focused(), "composer"));
        window.press(KeyCode.CONTROL, KeyCode.K);
        window.type("fd");
        window.press(KeyCode.DOWN);
        window.press(KeyCode.UP);
        window.press(KeyCode.ENTER);
        window.until("Farid is open", () -> "Farid".equals(window.words("#conversation-name")));
        window.until("one can write at once", () -> hasId(window.focused(), "composer"));
        assertThat(window.isShown("#switcher")).isFalse();
    }

    @Test
    void amongTwoThousandPeopleOnlyThoseInViewHaveACell() throws InterruptedException {
        WindowDriver window = open(SampleWorld::busy);
        List<Event.ContactView> many = java.util.stream.IntStream.range(0, 2_000)
                .mapToObj(i -> new Event.ContactView(
                        SampleWorld.id("Person " + i),
                        "Person " + i,
                        Event.Relation.ACCEPTED,
                        LinkState.OFFLINE,
                        null,
                        null,
                        null,
                        0,
                        null))
                .toList();
        peer.emit(new Event.Contacts(null, many));
        window.until(
                "all are there",
                () -> window.onFx(() -> window.model().people().items().size() > 2_000));
        window.settle();
        assertThat(window.count(".person-cell")).isBetween(5, 40);
        window.press(KeyCode.CONTROL, KeyCode.K);
        window.type("n1999");
        window.press(KeyCode.ENTER);
        window.until("the last one is open", () -> "Person 1999".equals(window.words("#conversation-name")));
    }

    @Test
    void aNarrowWindowShowsOnePaneAtATime() throws InterruptedException {
        WindowDriver window = open(SampleWorld::busy);
        window.resize(380, 640);
        window.until("one pane", () -> window.isShown("#people") && !window.isShown(".nobody"));
        window.clickText("Ann");
        window.until("the conversation only", () -> window.isShown("#composer") && !window.isShown("#people"));
        window.click("#back");
        window.until("the people only", () -> window.isShown("#people") && !window.isShown("#composer"));
        window.clickText("Ann");
        window.resize(900, 640);
        window.until("both panes", () -> window.isShown("#people") && window.isShown("#composer"));
        assertThat(window.isShown("#back")).isFalse();
    }

    @Test
    void theFirstStartAsksForAServer() throws InterruptedException {
        WindowDriver window = open(SampleWorld::empty);
        window.awaitText("Welcome to Punchline");
        window.click(".server-address");
        window.type("nonsense here");
        window.press(KeyCode.ENTER);
        window.awaitShown(".form-problem");
        window.press(KeyCode.CONTROL, KeyCode.A);
        window.type("example.org");
        window.press(KeyCode.ENTER);
        window.awaitNoText("Welcome to Punchline");
        window.awaitText("Connected to server");
    }

    @Test
    void tabReachesEverythingAndEverythingHasWords() throws InterruptedException {
        WindowDriver window = open(SampleWorld::busy);
        window.clickText("Ann");
        window.click("#composer");
        everythingIsReachable(window);
        window.click("#own");
        window.awaitShown("#own-name");
        everythingIsReachable(window);
        for (String page : List.of("appearance", "network", "privacy", "storage")) {
            window.click("#settings-" + page);
            everythingIsReachable(window);
        }
    }

    @Test
    void aPeerThatDoesNotStartIsExplained() throws InterruptedException {
        WindowDriver window = WindowDriver.open(new DesktopSetup(
                "maria",
                listener -> {
                    throw new StartException(Reason.said("The profile maria is open in another window."), null);
                },
                Settings.load(directory.resolve(Settings.FILE_NAME))));
        window.awaitText("The profile maria is open in another window.");
        window.close();
        assertThat(peer.isClosed()).isFalse();
    }

    @Test
    void aBurstLeavesTheEndInViewAndTheWindowAlive() throws InterruptedException {
        WindowDriver window = open(SampleWorld::busy);
        window.clickText("Ann");
        for (int i = 0; i < 10_000; i++) {
            peer.emit(new Event.Message(null, SampleWorld.ANN, new MessageId(7, i), "burst " + i, 0, 0, "", null));
        }
        window.awaitText("burst 9999");
        window.until(
                "the end is in view",
                () -> window.onFx(
                        () -> window.model().conversation().atEndProperty().get()));
    }

    @Test
    void olderMessagesComeWithoutMovingTheReader() throws InterruptedException {
        WindowDriver window = open(engine -> {
            SampleWorld world = SampleWorld.busy(engine);
            world.putHistory(
                    SampleWorld.ANN,
                    java.util.stream.IntStream.range(0, 300)
                            .mapToObj(i -> new HistoryMessage(
                                    new MessageId(4, i),
                                    i % 3 == 0,
                                    "number " + i + " word".repeat(i % 40),
                                    MessageState.SENT,
                                    i,
                                    ""))
                            .toList());
            return world;
        });
        window.clickText("Ann");
        window.until("the end is in view", () -> window.isShown("#messages"));
        window.settle();
        ListView<?> list = window.onFx(() -> (ListView<?>) window.focusable().stream()
                .filter(node -> hasId(node, "messages"))
                .findFirst()
                .orElseThrow());
        window.click("#messages");
        int before = list.getItems().size();
        for (int i = 0; i < 80 && list.getItems().size() == before; i++) {
            window.press(KeyCode.PAGE_UP);
        }
        assertThat(list.getItems()).hasSizeGreaterThan(before);
    }

    @Test
    void partsOfAMessageAreSelectedByMouseAndCopied() throws InterruptedException {
        WindowDriver window = open(SampleWorld::busy);
        window.clickText("Ann");
        peer.emit(new Event.Message(null, SampleWorld.ANN, new MessageId(6, 1), "incomprehensibility", 0, 0, "", null));
        window.doubleClickMessage("incomprehensibility");
        window.press(KeyCode.CONTROL, KeyCode.C);
        assertThat(window.clipboard()).isEqualTo("incomprehensibility");
    }

    /** A bug of JavaFX throws out of layout for such texts. */
    @Test
    void textOfAnyDirectionIsLaidOut() throws InterruptedException {
        WindowDriver window = open(SampleWorld::busy);
        window.resize(380, 700);
        window.clickText("Ann");
        String hebrew = "שלום עולם ".repeat(30);
        List<String> texts =
                List.of(hebrew, "ש".repeat(500), "abc \u202eabc ".repeat(40), "مرحبا ".repeat(60) + "\n" + hebrew);
        for (int i = 0; i < texts.size(); i++) {
            peer.emit(new Event.Message(null, SampleWorld.ANN, new MessageId(6, i), texts.get(i), 0, 0, "", null));
        }
        peer.emit(new Event.Message(null, SampleWorld.ANN, new MessageId(6, 99), "and then", 0, 0, "", null));
        window.awaitText("and then");
        window.until(
                "layout goes on",
                () -> window.onFx(
                        () -> window.model().conversation().atEndProperty().get()));
    }

    private void everythingIsReachable(WindowDriver window) {
        Set<Node> reached = new HashSet<>();
        List<Node> expected = window.focusable();
        for (int i = 0; i < 3 * expected.size() + 3; i++) {
            window.press(KeyCode.TAB);
            Node focused = window.focused();
            if (focused != null) {
                reached.add(focused);
            }
        }
        assertThat(expected).hasSizeGreaterThan(4);
        for (Node node : expected) {
            boolean container = node instanceof ScrollPane || node instanceof javafx.scene.control.ListCell;
            assertThat(container || reached.contains(node) || isUnselectedToggle(node))
                    .as("Tab reaches " + node)
                    .isTrue();
            assertThat(container || !words(node).isBlank())
                    .as("words for " + node)
                    .isTrue();
        }
    }

    /** Of a group of toggles Tab reaches one, and the arrow keys the others. */
    private static boolean isUnselectedToggle(Node node) {
        return node instanceof javafx.scene.control.ToggleButton toggle && !toggle.isSelected();
    }

    private static String words(Node node) {
        String accessible = node.getAccessibleText();
        if (accessible != null && !accessible.isBlank()) {
            return accessible;
        }
        return node instanceof Labeled labeled && labeled.getText() != null ? labeled.getText() : "";
    }

    private static boolean hasId(@Nullable Node node, String id) {
        return node != null && id.equals(node.getId());
    }

    private static String lastState(WindowDriver window) {
        return window.onFx(() -> {
            ListView<?> list = (ListView<?>) window.focusable().stream()
                    .filter(node -> hasId(node, "messages"))
                    .findFirst()
                    .orElseThrow();
            return list.lookupAll(".message-cell").stream()
                    .filter(cell -> cell.getAccessibleText() != null
                            && cell.getAccessibleText().contains("good news"))
                    .map(Node::getAccessibleText)
                    .findFirst()
                    .orElse("");
        });
    }

    private WindowDriver open(Function<FakePeer, SampleWorld> sample) throws InterruptedException {
        SampleWorld world = sample.apply(peer);
        WindowDriver window = WindowDriver.open(new DesktopSetup(
                "maria",
                listener -> {
                    peer.subscribe(listener);
                    world.start();
                    return peer;
                },
                Settings.load(directory.resolve(Settings.FILE_NAME))));
        opened = window;
        window.until(
                "the people are there",
                () -> window.onFx(() -> window.model().people().loadedProperty().get()));
        return window;
    }
}
