package punchline.client.ui.style;

import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.text.Texts;

/** A card in the middle of the window that asks or tells something: a title, what there is to say or fill in, and buttons. */
public class Sheet extends VBox {
    private static final double WIDTH = 440;

    private final Texts texts;
    private final Runnable onClose;
    private final VBox body = new VBox(12);
    private final FlowPane buttons = new FlowPane(8, 8);

    /**
     * Makes an empty one.
     *
     * @param onClose takes it away
     */
    @SuppressWarnings("this-escape") // Nodes are built so: nothing of a subclass is called.
    public Sheet(String id, String title, Texts texts, Runnable onClose) {
        super(14);
        this.texts = texts;
        this.onClose = onClose;
        setId(id);
        getStyleClass().addAll("card", "sheet");
        setPrefWidth(WIDTH);
        WrappedText heading = WrappedText.styled("sheet-title");
        heading.setText(title);
        HBox.setHgrow(heading, Priority.ALWAYS);
        Button close = Icons.button(Feather.X, texts.get("card.close"));
        close.getStyleClass().add("sheet-close");
        close.setOnAction(event -> onClose.run());
        HBox head = new HBox(8, heading, close);
        head.setAlignment(Pos.TOP_LEFT);
        body.getStyleClass().add("sheet-body");
        buttons.getStyleClass().add("sheet-buttons");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(head, new Scroll(body), buttons);
    }

    /** Takes the sheet away. */
    protected final void close() {
        onClose.run();
    }

    /** The words of a key. */
    protected final String words(String key, Object... arguments) {
        return texts.get(key, arguments);
    }

    /** Adds to what there is to say or fill in. */
    protected final void add(Node... content) {
        body.getChildren().addAll(content);
    }

    /** The words of a key in the form that goes with a number. */
    protected final String counted(String key, long count) {
        return texts.count(key, count);
    }

    /** A paragraph. */
    protected final WrappedText paragraph(String text, String... styleClasses) {
        WrappedText paragraph = WrappedText.styled("sheet-words");
        paragraph.getStyleClass().addAll(styleClasses);
        paragraph.setText(text);
        return paragraph;
    }

    /** Adds a button that does something. */
    protected final Button button(String id, String key, Runnable action, String... styleClasses) {
        Button button = new Button(texts.get(key));
        button.setId(id);
        button.getStyleClass().addAll(styleClasses);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        buttons.getChildren().add(button);
        return button;
    }

    /** Adds a button that takes the sheet away. */
    protected final Button closeButton(String key) {
        return button("sheet-cancel", key, onClose);
    }

    /** Puts the keyboard where one begins. */
    public void focusFirst() {
        if (!buttons.getChildren().isEmpty()) {
            buttons.getChildren().getFirst().requestFocus();
        }
    }

    /** As high as its content, and scrolls where there is less room. */
    private static final class Scroll extends ScrollPane {
        Scroll(VBox content) {
            super(content);
            setFitToWidth(true);
            setHbarPolicy(ScrollBarPolicy.NEVER);
            setFocusTraversable(false);
            setMinHeight(0);
            getStyleClass().addAll("edge-to-edge", "sheet-scroll");
            VBox.setVgrow(this, Priority.ALWAYS);
        }

        @Override
        public Orientation getContentBias() {
            return Orientation.HORIZONTAL;
        }

        @Override
        protected double computePrefHeight(double width) {
            return Math.ceil(getContent().prefHeight(width)) + 2;
        }
    }
}
