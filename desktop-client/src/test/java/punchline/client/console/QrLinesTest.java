package punchline.client.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import punchline.client.qr.QrCode;
import punchline.client.qr.QrReader;

class QrLinesTest {
    private static final String TEXT = "PUNCHLINE:JP2RELZUIVKMKO66F25YZUVX4PIWACWWGHBYLJOXZTRDY54FIWNA"
            + "?S=203.0.113.1:6327&N=Bob&E=1767225600&T=AAAQEAYEAUDAOCAJBIFQYDIOP4";

    private static final int BLACK = 0xff000000;
    private static final int WHITE = 0xffffffff;

    /** The sides of a character, and of a window around the lines. In pixels. */
    private static final int CELL = 8;

    private static final int MARGIN = 40;

    @Test
    void whatIsDrawnIsReadOnDarkAndOnLightTerminals() {
        for (boolean colours : new boolean[] {true, false}) {
            List<String> lines = QrLines.of(QrCode.of(TEXT), colours);
            assertThat(photograph(lines, WHITE, BLACK)).as("dark, %s", colours).contains(TEXT);
            assertThat(photograph(lines, BLACK, WHITE)).as("light, %s", colours).contains(TEXT);
        }
    }

    @Test
    void anInviteOfOneServerFitsOnAnUsualTerminal() {
        List<String> lines = QrLines.of(QrCode.of(TEXT), false);
        assertThat(lines).hasSizeLessThanOrEqualTo(24).allMatch(line -> line.length() <= QrLines.MAX_COLUMNS);
        assertThat(lines).allMatch(line -> line.length() == QrLines.columns(QrCode.of(TEXT)));
    }

    @Test
    void theQuietZoneIsLightOnEverySide() {
        List<String> lines = QrLines.of(QrCode.of(TEXT), false);
        assertThat(lines.subList(0, 2)).allMatch(line -> line.matches("█+"));
        assertThat(lines).allMatch(line -> line.startsWith("████") && line.endsWith("████"));
    }

    /** As a camera sees a terminal with text of that colour on such a ground, on which a black-on-white line looks the same everywhere. */
    private static Optional<String> photograph(List<String> lines, int text, int ground) {
        int columns = lines.getFirst().replaceAll("\u001b\\[[0-9;]*m", "").length();
        int width = columns * CELL + 2 * MARGIN;
        int height = lines.size() * 2 * CELL + 2 * MARGIN;
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, ground);
        for (int row = 0; row < lines.size(); row++) {
            String line = lines.get(row);
            boolean blackOnWhite = line.startsWith("\u001b[30;107m") && line.endsWith("\u001b[0m");
            String characters = line.replaceAll("\u001b\\[[0-9;]*m", "");
            int on = blackOnWhite ? BLACK : text;
            int off = blackOnWhite ? WHITE : ground;
            for (int column = 0; column < characters.length(); column++) {
                char c = characters.charAt(column);
                for (int y = 0; y < 2 * CELL; y++) {
                    boolean drawn = y < CELL ? c == '▀' || c == '█' : c == '▄' || c == '█';
                    int from = (MARGIN + row * 2 * CELL + y) * width + MARGIN + column * CELL;
                    Arrays.fill(pixels, from, from + CELL, drawn ? on : off);
                }
            }
        }
        return QrReader.read(width, height, pixels);
    }
}
