package punchline.client.ui.shell;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.style.Icons;
import punchline.client.ui.text.Texts;

/** Above everything: a problem that belongs to no single screen, and what has been done. Both stay until they are dismissed. */
final class NoticeBars extends VBox {
    NoticeBars(ShellViewModel model, Texts texts) {
        getChildren()
                .addAll(
                        bar("notice", Feather.ALERT_CIRCLE, model.noticeProperty(), model::dismissNotice, texts),
                        bar(
                                "news",
                                Feather.INFO,
                                model.news().wordsProperty(),
                                () -> model.news().dismiss(),
                                texts));
        getChildren().getFirst().getStyleClass().add("problem-bar");
        getChildren().getLast().getStyleClass().add("news-bar");
    }

    private static HBox bar(String id, Feather icon, ReadOnlyStringProperty text, Runnable onDismiss, Texts texts) {
        Label words = new WholeLabel();
        words.setId(id);
        words.setWrapText(true);
        words.setMaxWidth(Double.MAX_VALUE);
        words.textProperty().bind(text);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button dismiss = Icons.button(Feather.X, texts.get("notice.dismiss"));
        dismiss.setId("dismiss-" + id);
        dismiss.setOnAction(event -> onDismiss.run());
        HBox bar = new HBox(8, Icons.of(icon), words, dismiss);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.visibleProperty().bind(text.isNotEmpty());
        bar.managedProperty().bind(bar.visibleProperty());
        return bar;
    }

    /** Is never cut off where there is room: the next step stands at the end. */
    private static final class WholeLabel extends Label {
        /** A third of the smallest window; who says more than that is a file's name. */
        private static final double MAX_NEEDED = 160;

        @Override
        protected double computeMinHeight(double width) {
            return Math.min(computePrefHeight(width), MAX_NEEDED);
        }
    }
}
