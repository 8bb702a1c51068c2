package punchline.client.ui;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;
import javafx.stage.Stage;

/** How many messages are unread, on the window's icon: what taskbars show. JavaFX thread. */
final class UnreadBadge {
    private static final Color BACK = Color.web("#cf222e");

    /** More is not legible in so little room. */
    private static final int MAX_SHOWN = 99;

    /** Smaller ones have no room for a number. */
    private static final double LEAST_SIZE = 32;

    private final Stage stage;
    private final List<Image> plain;
    private String shown = "";

    /**
     * Puts the icons on the window.
     *
     * @param plain may still be loading; each gets its number once it is there
     */
    UnreadBadge(Stage stage, List<Image> plain) {
        this.stage = stage;
        this.plain = List.copyOf(plain);
        stage.getIcons().setAll(plain);
        plain.forEach(icon -> icon.progressProperty().addListener(property -> {
            // Once for all: each time a window gets icons, it converts all of them.
            if (plain.stream().allMatch(UnreadBadge::isLoaded)) {
                draw();
            }
        }));
    }

    void show(int unread) {
        String number = unread == 0 ? "" : unread > MAX_SHOWN ? MAX_SHOWN + "+" : Integer.toString(unread);
        if (!number.equals(shown)) {
            shown = number;
            draw();
        }
    }

    private static boolean isLoaded(Image icon) {
        return icon.getProgress() >= 1 && !icon.isError();
    }

    private void draw() {
        List<Image> icons = new ArrayList<>();
        for (Image icon : plain) {
            boolean drawable = isLoaded(icon) && icon.getWidth() >= LEAST_SIZE;
            icons.add(shown.isEmpty() || !drawable ? icon : drawn(icon, shown));
        }
        stage.getIcons().setAll(icons);
    }

    private static Image drawn(Image icon, String number) {
        double size = icon.getWidth();
        double diameter = size * 0.62;
        Canvas canvas = new Canvas(size, size);
        GraphicsContext pen = canvas.getGraphicsContext2D();
        pen.drawImage(icon, 0, 0);
        pen.setFill(BACK);
        pen.fillOval(size - diameter, size - diameter, diameter, diameter);
        pen.setFill(Color.WHITE);
        pen.setFont(Font.font(null, FontWeight.BOLD, diameter * (number.length() > 2 ? 0.42 : 0.6)));
        pen.setTextAlign(TextAlignment.CENTER);
        pen.setTextBaseline(VPos.CENTER);
        pen.fillText(number, size - diameter / 2, size - diameter / 2);
        SnapshotParameters clear = new SnapshotParameters();
        clear.setFill(Color.TRANSPARENT);
        return canvas.snapshot(clear, null);
    }
}
