package punchline.client.ui.invite;

import javafx.scene.AccessibleRole;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import punchline.client.qr.QrCode;

/** A QR code on the screen: dark on light in every theme, as most readers want it. */
final class QrPicture extends ImageView {
    /** About as large as a phone wants to see it. In pixels. */
    private static final int SIDE = 232;

    QrPicture() {
        setSmooth(false);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    }

    /** Shows the code of a text. */
    void show(String text) {
        QrCode code = QrCode.of(text);
        int modules = code.size() + 2 * QrCode.QUIET_ZONE;
        int scale = Math.max(2, SIDE / modules);
        WritableImage image = new WritableImage(modules * scale, modules * scale);
        PixelWriter pixels = image.getPixelWriter();
        for (int y = 0; y < modules * scale; y++) {
            for (int x = 0; x < modules * scale; x++) {
                boolean dark = code.isDark(x / scale - QrCode.QUIET_ZONE, y / scale - QrCode.QUIET_ZONE);
                pixels.setColor(x, y, dark ? Color.BLACK : Color.WHITE);
            }
        }
        setImage(image);
    }
}
