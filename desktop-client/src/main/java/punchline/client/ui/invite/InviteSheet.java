package punchline.client.ui.invite;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.style.Icons;
import punchline.client.ui.style.Sheet;
import punchline.client.ui.style.WrappedText;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.Command;
import punchline.engine.Event.OpenInvite;

/** Makes invites, shows the one made last as a link and as a picture, and lists those that are open. */
final class InviteSheet extends Sheet {
    private final InviteViewModel model;
    private final Texts texts;
    private final Times times;
    private final ChoiceBox<Integer> hours = new ChoiceBox<>();
    private final TextField link = new TextField();
    private final QrPicture picture = new QrPicture();
    private final WrappedText until = paragraph("", "sheet-hint");
    private final WrappedText onlyHere = paragraph("", "sheet-warning");
    private final VBox result = new VBox(10);
    private final VBox open = new VBox(6);
    private final Button make;
    private final InvalidationListener onMade = property -> showMade();
    private final InvalidationListener onOpen = property -> showOpen();

    InviteSheet(InviteViewModel model, Texts texts, Times times, Runnable onClose) {
        super("invite", texts.get("invite.title"), texts, onClose);
        this.model = model;
        this.texts = texts;
        this.times = times;
        Label problem = new Label();
        problem.setId("invite-problem");
        problem.getStyleClass().add("form-problem");
        problem.setWrapText(true);
        problem.textProperty().bind(model.makeProblemProperty());
        problem.visibleProperty().bind(model.makeProblemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        buildResult();
        add(paragraph(words("invite.words")), duration(), problem, result, open);
        closeButton("card.close");
        make = button("invite-make", "invite.make", () -> model.make(hours.getValue()), "accent");
        model.madeProperty().addListener(onMade);
        model.open().addListener(onOpen);
        showMade();
        showOpen();
    }

    void detach() {
        model.madeProperty().removeListener(onMade);
        model.open().removeListener(onOpen);
    }

    private Node duration() {
        Label label = new Label(words("invite.hours"));
        hours.setId("invite-hours");
        hours.setAccessibleText(words("invite.hours"));
        hours.getItems().setAll(InviteViewModel.HOURS);
        hours.setValue(Command.Invite.USUAL_HOURS);
        hours.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Integer value) {
                return value == null ? "" : words(value);
            }

            @Override
            public Integer fromString(String text) {
                return Command.Invite.USUAL_HOURS;
            }
        });
        HBox line = new HBox(10, label, hours);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private String words(int value) {
        return value < 24 ? texts.count("invite.forHours", value) : texts.count("invite.forDays", value / 24);
    }

    private void buildResult() {
        link.setId("invite-link");
        link.setEditable(false);
        link.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        link.setAccessibleText(words("invite.link"));
        link.getStyleClass().add("peer-id");
        HBox.setHgrow(link, Priority.ALWAYS);
        Button copy = new Button(words("invite.copy"), Icons.of(Feather.COPY));
        copy.setId("invite-copy");
        copy.setMinWidth(USE_PREF_SIZE);
        copy.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(link.getText());
            Clipboard.getSystemClipboard().setContent(content);
            copy.setText(words("invite.copied"));
        });
        link.textProperty().addListener(property -> copy.setText(words("invite.copy")));
        HBox line = new HBox(8, link, copy);
        line.setAlignment(Pos.CENTER_LEFT);
        picture.setId("invite-picture");
        picture.setAccessibleText(words("invite.picture"));
        StackPane frame = new StackPane(picture);
        frame.getStyleClass().add("qr-frame");
        frame.setMaxWidth(USE_PREF_SIZE);
        StackPane centred = new StackPane(frame);
        onlyHere.setText(words("invite.onlyHere"));
        onlyHere.managedProperty().bind(onlyHere.visibleProperty());
        result.managedProperty().bind(result.visibleProperty());
        result.getChildren().setAll(line, until, onlyHere, centred);
    }

    private void showMade() {
        InviteViewModel.Made made = model.madeProperty().get();
        result.setVisible(made != null);
        if (made != null) {
            link.setText(made.link().text());
            picture.show(made.link().capitals());
            until.setText(words("invite.until", times.full(made.link().expiresAtMillis())));
            onlyHere.setVisible(made.onlyHere());
            make.setText(words("invite.another"));
        }
    }

    private void showOpen() {
        List<Node> rows = new ArrayList<>();
        if (!model.open().isEmpty()) {
            Label heading = new Label(words("invite.open"));
            heading.getStyleClass().add("section-heading");
            rows.add(heading);
        }
        for (OpenInvite each : model.open()) {
            rows.add(row(each));
        }
        open.getChildren().setAll(rows);
        open.setVisible(!rows.isEmpty());
        open.setManaged(!rows.isEmpty());
    }

    private Node row(OpenInvite invite) {
        Label words = new Label(
                words("invite.row", times.full(invite.createdAtMillis()), times.full(invite.expiresAtMillis())));
        words.setWrapText(true);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button revoke = new Button(words("invite.revoke"));
        revoke.getStyleClass().add("invite-revoke");
        revoke.setAccessibleText(words("invite.revoke.accessible", times.full(invite.createdAtMillis())));
        revoke.setMinWidth(USE_PREF_SIZE);
        revoke.setOnAction(event -> model.revoke(invite));
        HBox row = new HBox(8, words, revoke);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    @Override
    public void focusFirst() {
        make.requestFocus();
    }
}
