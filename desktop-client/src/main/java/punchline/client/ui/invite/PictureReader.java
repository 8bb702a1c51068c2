package punchline.client.ui.invite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.client.qr.QrReader;

/** Reads QR codes from pictures, away from the JavaFX thread. */
final class PictureReader {
    /** The files that it reads, by how their names end. */
    static final List<String> EXTENSIONS = List.of("png", "jpg", "jpeg", "gif", "bmp");

    private static final Logger LOG = LoggerFactory.getLogger(PictureReader.class);

    /** The largest photos of pockets' cameras have half of it. */
    private static final long MAX_BYTES = 32L * 1024 * 1024;

    /** Pictures are scaled to this before they are looked at, so that none of them takes much memory. In pixels. */
    private static final int MAX_SIDE = 1600;

    private final InviteViewModel model;
    private final Executor fx;

    /** {@code fx} runs tasks on the JavaFX thread. */
    PictureReader(InviteViewModel model, Executor fx) {
        this.model = model;
        this.fx = fx;
    }

    static boolean isPicture(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return EXTENSIONS.stream().anyMatch(end -> name.endsWith("." + end));
    }

    /** Reads a file; the view model is told what it says. */
    void read(Path file) {
        Thread.ofVirtual().name("read-picture").start(() -> {
            try {
                if (Files.size(file) > MAX_BYTES) {
                    fx.execute(model::onNoPicture);
                    return;
                }
                try (InputStream in = Files.newInputStream(file)) {
                    // Both sides given, it is scaled while it is read.
                    look(new Image(in, MAX_SIDE, MAX_SIDE, true, true));
                }
            } catch (IOException e) {
                LOG.debug("no picture in {}", file, e);
                fx.execute(model::onNoPicture);
            }
        });
    }

    /** Reads a picture that is in memory. */
    void read(Image image) {
        Thread.ofVirtual().name("read-picture").start(() -> look(image));
    }

    private void look(Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        boolean whole = !image.isError() && width > 0 && height > 0 && image.getPixelReader() != null;
        if (!whole || (long) width * height > QrReader.MAX_PIXELS) {
            fx.execute(model::onNoPicture);
            return;
        }
        int[] argb = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        Optional<String> said = QrReader.read(width, height, argb);
        fx.execute(() -> model.lookAtPicture(said));
    }
}
