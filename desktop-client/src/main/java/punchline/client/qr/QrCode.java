package punchline.client.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.List;
import java.util.Map;

/**
 * A QR code as a square of dark and light modules. It has to be drawn with {@link #QUIET_ZONE} light modules on every side,
 * else most readers do not find it.
 */
public final class QrCode {
    /** ISO/IEC 18004, section 6.3.8, in modules. */
    public static final int QUIET_ZONE = 4;

    private final BitMatrix modules;

    private QrCode(BitMatrix modules) {
        this.modules = modules;
    }

    /**
     * Makes the smallest code of a text, with as much error correction as has room in that size.
     *
     * @throws IllegalArgumentException if there is no code for so much text, or for none; 2900 characters of ASCII always fit
     */
    public static QrCode of(String text) {
        BitMatrix smallest = encode(text, ErrorCorrectionLevel.L);
        for (ErrorCorrectionLevel level :
                List.of(ErrorCorrectionLevel.H, ErrorCorrectionLevel.Q, ErrorCorrectionLevel.M)) {
            if (fits(text, level, smallest.getWidth())) {
                return new QrCode(encode(text, level));
            }
        }
        return new QrCode(smallest);
    }

    private static boolean fits(String text, ErrorCorrectionLevel level, int size) {
        try {
            return encode(text, level).getWidth() == size;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static BitMatrix encode(String text, ErrorCorrectionLevel level) {
        try {
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.ERROR_CORRECTION,
                                    level,
                                    EncodeHintType.MARGIN,
                                    0,
                                    // Capital letters and digits take fewer bits; this finds where to change over.
                                    EncodeHintType.QR_COMPACT,
                                    true));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too much for a QR code: " + text.length() + " characters", e);
        }
    }

    /** Modules on each side, without the quiet zone: 21 to 177. */
    public int size() {
        return modules.getWidth();
    }

    /** Whether a module is dark; those of the quiet zone, and beyond, are not. */
    public boolean isDark(int x, int y) {
        return x >= 0 && y >= 0 && x < size() && y < size() && modules.get(x, y);
    }
}
