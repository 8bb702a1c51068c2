package punchline.client.console;

import java.util.ArrayList;
import java.util.List;
import punchline.client.qr.QrCode;

/**
 * A QR code as lines of half blocks, each character two modules one above the other, with its quiet zone.
 *
 * <p>With colours it is black on white on every terminal. Without, a light module is a block in the colour of the text: right on a dark
 * terminal, and inverted on a light one, which most cameras read, too.
 */
final class QrLines {
    /** A line of text, in columns. */
    static final int MAX_COLUMNS = 80;

    private static final String BLACK_ON_WHITE = "\u001b[30;107m";

    private static final String RESET = "\u001b[0m";

    private QrLines() {}

    /** Columns that a code takes. */
    static int columns(QrCode code) {
        return code.size() + 2 * QrCode.QUIET_ZONE;
    }

    static List<String> of(QrCode code, boolean colours) {
        List<String> lines = new ArrayList<>();
        for (int y = -QrCode.QUIET_ZONE; y < code.size() + QrCode.QUIET_ZONE; y += 2) {
            StringBuilder line = new StringBuilder();
            for (int x = -QrCode.QUIET_ZONE; x < code.size() + QrCode.QUIET_ZONE; x++) {
                line.append(block(code.isDark(x, y) == colours, code.isDark(x, y + 1) == colours));
            }
            lines.add(colours ? BLACK_ON_WHITE + line + RESET : line.toString());
        }
        return lines;
    }

    private static char block(boolean upper, boolean lower) {
        if (upper) {
            return lower ? '█' : '▀';
        }
        return lower ? '▄' : ' ';
    }
}
