package punchline.client.ui.emoji;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;

/** The pictures of emoji: cut from sheets that are read when one of them is needed. JavaFX thread. */
public final class EmojiImages {
    /** Pixels along each side of a picture. */
    static final int SIDE = 64;

    /** Pictures in one sheet: a sheet is decoded within a few milliseconds and takes half a megabyte. */
    static final int PER_SHEET = 32;

    /** The picker walks through them in order, a conversation needs a few again and again. */
    private static final int MAX_SHEETS = 6;

    /** About 5 MB of such as texts need. */
    private static final int MAX_PICTURES = 700;

    private record Key(int number, int pixels) {}

    private static final Map<Integer, Image> SHEETS = bounded(MAX_SHEETS);
    private static final Map<Key, Image> PICTURES = bounded(MAX_PICTURES);

    private EmojiImages() {}

    /** The picture of an emoji with so many pixels along each side, or as many as there are. */
    public static Image of(Emoji emoji, int pixels) {
        return PICTURES.computeIfAbsent(
                new Key(emoji.number(), Math.min(pixels, SIDE)), key -> cut(key.number(), key.pixels()));
    }

    static String sheetName(int sheet) {
        return String.format(Locale.ROOT, "sheet-%03d.png", sheet);
    }

    private static Image cut(int number, int pixels) {
        Image sheet = SHEETS.computeIfAbsent(number / PER_SHEET, EmojiImages::read);
        int[] picture = new int[SIDE * SIDE];
        PixelReader reader = sheet.getPixelReader();
        reader.getPixels(
                number % PER_SHEET * SIDE, 0, SIDE, SIDE, PixelFormat.getIntArgbPreInstance(), picture, 0, SIDE);
        WritableImage image = new WritableImage(pixels, pixels);
        image.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        pixels,
                        pixels,
                        PixelFormat.getIntArgbPreInstance(),
                        pixels == SIDE ? picture : averaged(picture, pixels),
                        0,
                        pixels);
        return image;
    }

    private static Image read(int sheet) {
        return new Image(Objects.requireNonNull(EmojiImages.class.getResourceAsStream(sheetName(sheet))));
    }

    /** Makes a picture smaller: each pixel is the mean of what it covers. Scaling as it is drawn would skip pixels. */
    private static int[] averaged(int[] picture, int pixels) {
        int[] small = new int[pixels * pixels];
        double step = (double) SIDE / pixels;
        for (int y = 0; y < pixels; y++) {
            for (int x = 0; x < pixels; x++) {
                small[y * pixels + x] = mean(picture, x * step, y * step, step);
            }
        }
        return small;
    }

    private static int mean(int[] picture, double left, double top, double side) {
        double[] sums = new double[4];
        for (int y = (int) top; y < Math.min(SIDE, top + side); y++) {
            double high = Math.min(y + 1, top + side) - Math.max(y, top);
            for (int x = (int) left; x < Math.min(SIDE, left + side); x++) {
                double share = high * (Math.min(x + 1, left + side) - Math.max(x, left));
                int pixel = picture[y * SIDE + x];
                for (int channel = 0; channel < sums.length; channel++) {
                    sums[channel] += share * ((pixel >>> (8 * channel)) & 0xff);
                }
            }
        }
        int mean = 0;
        for (int channel = 0; channel < sums.length; channel++) {
            mean |= (int) Math.min(255, Math.round(sums[channel] / (side * side))) << (8 * channel);
        }
        return mean;
    }

    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
