package punchline.client.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a QR code from a picture, be it turned, dim or inverted. Takes up to a second or so of a core. */
public final class QrReader {
    /** More than any camera in a pocket takes; the picture is copied a few times. */
    public static final int MAX_PIXELS = 64_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(QrReader.class);

    private QrReader() {}

    /**
     * What the code in a picture says, if there is one that can be read.
     *
     * @param argb its pixels, row by row, as {@code 0xAARRGGBB}; what is transparent counts as white
     * @throws IllegalArgumentException if there are not {@code width * height} pixels, or more than {@link #MAX_PIXELS}
     */
    public static Optional<String> read(int width, int height, int[] argb) {
        if (width < 1 || height < 1 || (long) width * height > MAX_PIXELS || argb.length != width * height) {
            throw new IllegalArgumentException(
                    width + " × " + height + " pixels, of which there are " + argb.length + ", at most " + MAX_PIXELS);
        }
        LuminanceSource picture = new RGBLuminanceSource(width, height, onWhite(argb));
        for (LuminanceSource source : List.of(picture, picture.invert())) {
            for (Binarizer binarizer : List.of(new HybridBinarizer(source), new GlobalHistogramBinarizer(source))) {
                Optional<String> text = decode(new BinaryBitmap(binarizer));
                if (text.isPresent()) {
                    return text;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> decode(BinaryBitmap bitmap) {
        try {
            return Optional.of(new QRCodeReader()
                    .decode(
                            bitmap,
                            Map.of(
                                    DecodeHintType.TRY_HARDER,
                                    true,
                                    DecodeHintType.POSSIBLE_FORMATS,
                                    List.of(BarcodeFormat.QR_CODE)))
                    .getText());
        } catch (ReaderException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            // The library means to throw nothing else, but pictures come from anywhere.
            LOG.debug("a picture that the reader cannot take", e);
            return Optional.empty();
        }
    }

    private static int[] onWhite(int[] argb) {
        int[] opaque = argb.clone();
        for (int i = 0; i < opaque.length; i++) {
            if (opaque[i] >>> 24 < 128) {
                opaque[i] = 0xffffffff;
            }
        }
        return opaque;
    }
}
