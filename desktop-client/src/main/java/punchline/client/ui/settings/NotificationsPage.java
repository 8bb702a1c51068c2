package punchline.client.ui.settings;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import punchline.client.ui.notify.NotificationSettings;
import punchline.client.ui.notify.NotificationSettings.Content;
import punchline.client.ui.notify.NotificationSettings.Quiet;
import punchline.client.ui.style.WrappedText;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;

/** What is told of messages while one looks elsewhere. */
final class NotificationsPage extends Page {
    private final NotificationSettings model;
    private final Texts texts;
    private final Times times;
    private final CheckBox enabled;

    NotificationsPage(NotificationSettings model, Texts texts, Times times) {
        super(texts);
        this.model = model;
        this.texts = texts;
        this.times = times;
        enabled = flag("notifications-enabled", "notifications.enabled", model.enabledProperty(), model::setEnabled);
        section("notifications.when", enabled, hint("notifications.enabled.hint"));
        section("notifications.quiet", quiet(), hint("notifications.quiet.hint"));
        section("notifications.content", content());
        WrappedText refused = hint("notifications.tray.refused");
        refused.setId("tray-refused");
        refused.visibleProperty().bind(model.trayRefusedProperty());
        refused.managedProperty().bind(refused.visibleProperty());
        section(
                "notifications.tray",
                flag("notifications-tray", "notifications.tray.close", model.trayProperty(), model::setTray),
                refused,
                hint("notifications.tray.hint"));
    }

    private Node quiet() {
        WrappedText now = WrappedText.styled("settings-hint");
        now.setId("quiet-now");
        Button end = new Button(words("notifications.quiet.end"));
        end.setId("quiet-end");
        end.managedProperty().bind(end.visibleProperty());
        end.setOnAction(event -> model.endQuiet());
        FlowPane choices = new FlowPane(8, 8, end);
        choices.setAlignment(Pos.CENTER_LEFT);
        for (Quiet each : Quiet.values()) {
            String name = each.name().toLowerCase(Locale.ROOT).replace('_', '-');
            Button choice = new Button(words("notifications.quiet." + name));
            choice.setId("quiet-" + name);
            choice.managedProperty().bind(choice.visibleProperty());
            choice.visibleProperty().bind(end.visibleProperty().not());
            choice.setOnAction(event -> model.quiet(each));
            choices.getChildren().add(choice);
        }
        Runnable show = () -> {
            long until = model.quietUntilProperty().get();
            boolean quiet = model.isQuiet();
            end.setVisible(quiet);
            now.setText(
                    !quiet
                            ? words("notifications.quiet.off")
                            : until == NotificationSettings.FOR_GOOD
                                    ? words("notifications.quiet.on")
                                    : texts.get("notifications.quiet.until", times.full(until)));
        };
        model.quietUntilProperty().addListener(property -> show.run());
        show.run();
        return new VBox(8, now, choices);
    }

    private Node content() {
        ToggleGroup group = new ToggleGroup();
        VBox choices = new VBox(8);
        for (Content each : Content.values()) {
            String name = each.name().toLowerCase(Locale.ROOT).replace('_', '-');
            RadioButton choice = new RadioButton(words("notifications.content." + name));
            choice.setId("content-" + name);
            choice.setWrapText(true);
            choice.setToggleGroup(group);
            choice.setSelected(model.contentProperty().get() == each);
            choice.setOnAction(event -> model.setContent(each));
            choices.getChildren().add(choice);
        }
        return choices;
    }

    @Override
    void focusFirst() {
        enabled.requestFocus();
    }
}
