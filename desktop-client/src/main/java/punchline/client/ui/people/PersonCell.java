package punchline.client.ui.people;

import javafx.beans.InvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import punchline.client.ui.markup.Markup;
import punchline.client.ui.people.PersonState.Preview;
import punchline.client.ui.style.Avatar;
import punchline.client.ui.style.EmojiLabel;
import punchline.client.ui.style.Icons;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.Event;
import punchline.engine.Event.LinkState;

/** A row of the people pane: a heading, or a person with presence, last message and what is unread. */
final class PersonCell extends ListCell<PeopleItem> {
    private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");
    private static final PseudoClass MORE = PseudoClass.getPseudoClass("more");
    private static final PseudoClass DRAFT = PseudoClass.getPseudoClass("draft");
    private static final PseudoClass UNREAD = PseudoClass.getPseudoClass("unread");

    private final Texts texts;
    private final Times times;
    private final PresenceText presence;
    private final ChangeListener<PersonState> onState = (property, old, now) -> show(now);
    private final Avatar avatar = new Avatar(40);
    private final EmojiLabel name = new EmojiLabel();
    private final FontIcon verified = Icons.of(Feather.SHIELD, "verified-mark");
    private final FontIcon warning = Icons.of(Feather.ALERT_TRIANGLE, "look-alike-mark");
    private final Label time = new Label();
    private final EmojiLabel preview = new EmojiLabel();
    private final Label badge = new Label();
    private final Label heading = new Label();
    private final InvalidationListener onDraft = property -> showAgain();
    private final HBox row;
    private @Nullable FoundRow found;
    private @Nullable Person person;

    PersonCell(Texts texts, Times times, PresenceText presence) {
        this.texts = texts;
        this.times = times;
        this.presence = presence;
        getStyleClass().add("person-cell");
        name.getStyleClass().add("person-name");
        time.getStyleClass().add("person-time");
        preview.getStyleClass().add("person-preview");
        badge.getStyleClass().add("unread-badge");
        heading.getStyleClass().add("section-heading");
        verified.managedProperty().bind(verified.visibleProperty());
        warning.managedProperty().bind(warning.visibleProperty());
        name.setMinWidth(0);
        Region space = new Region();
        space.setMinWidth(0);
        preview.setMaxWidth(Double.MAX_VALUE);
        time.setMinWidth(USE_PREF_SIZE);
        badge.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox.setHgrow(preview, Priority.ALWAYS);
        HBox first = new HBox(6, name, verified, warning, space, time);
        first.setAlignment(Pos.CENTER_LEFT);
        HBox second = new HBox(8, preview, badge);
        second.setAlignment(Pos.CENTER_LEFT);
        VBox words = new VBox(3, first, second);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        row = new HBox(12, avatar, words);
        row.setAlignment(Pos.CENTER_LEFT);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable PeopleItem item, boolean empty) {
        super.updateItem(item, empty);
        if (person != null) {
            person.stateProperty().removeListener(onState);
            person.draftProperty().removeListener(onDraft);
            person = null;
        }
        pseudoClassStateChanged(HEADING, item instanceof PeopleItem.Heading);
        pseudoClassStateChanged(MORE, item instanceof PeopleItem.More);
        setText(null);
        switch (item) {
            case null -> {
                setGraphic(null);
                setAccessibleText(null);
            }
            case PeopleItem.Heading section -> {
                String words = texts.get("section." + section.section().name().toLowerCase(java.util.Locale.ROOT));
                heading.setText(words);
                setAccessibleText(words);
                setGraphic(heading);
            }
            case PeopleItem.Row shown -> {
                person = shown.person();
                person.stateProperty().addListener(onState);
                person.draftProperty().addListener(onDraft);
                setGraphic(row);
                show(person.state());
            }
            case PeopleItem.Found message -> {
                if (found == null) {
                    found = new FoundRow(texts, times);
                }
                setAccessibleText(found.show(message));
                setGraphic(found);
            }
            case PeopleItem.More more -> {
                setText(texts.get("people.more"));
                setAccessibleText(texts.get("people.more"));
                setGraphic(null);
            }
        }
    }

    private void showAgain() {
        if (person != null) {
            show(person.state());
        }
    }

    private void show(PersonState state) {
        if (person == null) {
            return;
        }
        avatar.show(person.id(), state.name());
        avatar.showPresence(state.isAccepted() ? state.link() : LinkState.OFFLINE);
        name.setText(texts.own(state.name()));
        verified.setVisible(state.notes().verified());
        warning.setVisible(state.notes().looksLike() != null);
        Preview last = state.last();
        time.setText(last == null ? "" : times.brief(last.timeMillis()));
        String draft = person.draftProperty().get();
        String line = draft.isEmpty() ? line(state) : texts.get("person.draft", oneLine(draft));
        pseudoClassStateChanged(DRAFT, !draft.isEmpty());
        preview.setText(line);
        badge.setText(state.unread() > 999 ? "999+" : Integer.toString(state.unread()));
        badge.setVisible(state.unread() > 0);
        badge.setManaged(state.unread() > 0);
        pseudoClassStateChanged(UNREAD, state.unread() > 0);
        setAccessibleText(accessible(state, line));
    }

    private String accessible(PersonState state, String line) {
        String standing = presence.of(state);
        String words = state.unread() == 0
                ? texts.get("person.accessible", state.name(), standing, line)
                : texts.count("person.accessible.unread", state.unread(), state.name(), standing, line);
        String marked = state.notes().verified() ? words + " " + texts.get("contact.isVerified") : words;
        Event.LooksLike other = state.notes().looksLike();
        return other == null ? marked : texts.get("person.lookalike", other.name()) + " " + marked;
    }

    private String line(PersonState state) {
        return switch (state.relation()) {
            case null -> texts.get("person.listed");
            case PENDING -> state.greeting().isBlank() ? texts.get("person.pending") : oneLine(state.greeting());
            case REJECTED -> texts.get("person.rejected");
            case BLOCKED -> texts.get("person.blocked");
            case REQUESTED, ACCEPTED -> lastLine(state);
        };
    }

    private String lastLine(PersonState state) {
        Preview last = state.last();
        if (last == null) {
            return presence.of(state);
        }
        String said = last.deleted() ? texts.get("message.deleted") : oneLine(last.text());
        return last.mine() ? texts.get("person.mine", said) : said;
    }

    /** Enough to fill the widest row; a long text would be laid out whole otherwise. */
    private String oneLine(String text) {
        String line =
                Markup.plain(text.substring(0, Math.min(text.length(), 200))).replaceAll("\\s+", " ");
        return texts.own(line);
    }
}
