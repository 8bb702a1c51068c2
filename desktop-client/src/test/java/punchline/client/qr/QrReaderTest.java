package punchline.client.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QrReaderTest {
    private static final String TEXT = "PUNCHLINE:JP2RELZUIVKMKO66F25YZUVX4PIWACWWGHBYLJOXZTRDY54FIWNA"
            + "?S=203.0.113.1:6327&N=Bob%20%C5%BD&E=1767225600&T=AAAQEAYEAUDAOCAJBIFQYDIOP4";

    private static final int SIDE = 800;

    /** How a picture of the code is taken: by whom, so to say. */
    private record Shot(double scale, double degrees, double shear, Color dark, Color light) {
        static Shot plain(double scale) {
            return new Shot(scale, 0, 0, Color.BLACK, Color.WHITE);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 2.5, 3.3, 7, 12.1})
    void aCodeOfAnySizeIsRead(double scale) {
        assertThat(read(shoot(QrCode.of(TEXT), Shot.plain(scale)))).contains(TEXT);
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 17, 45, 90, 133, 180, 271})
    void aCodeThatIsTurnedIsRead(double degrees) {
        assertThat(read(shoot(QrCode.of(TEXT), new Shot(6, degrees, 0, Color.BLACK, Color.WHITE))))
                .contains(TEXT);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 10", "0.2, -20", "-0.15, 80"})
    void aCodeSeenFromTheSideIsRead(double shear, double degrees) {
        assertThat(read(shoot(QrCode.of(TEXT), new Shot(6, degrees, shear, Color.BLACK, Color.WHITE))))
                .contains(TEXT);
    }

    @Test
    void aDimColouredOrInvertedCodeIsRead() {
        assertThat(read(shoot(QrCode.of(TEXT), new Shot(6, 5, 0, new Color(60, 60, 70), new Color(130, 120, 100)))))
                .contains(TEXT);
        assertThat(read(shoot(QrCode.of(TEXT), new Shot(6, 5, 0, new Color(0, 0, 120), new Color(255, 240, 120)))))
                .contains(TEXT);
        assertThat(read(shoot(QrCode.of(TEXT), new Shot(6, 5, 0, Color.WHITE, Color.BLACK))))
                .contains(TEXT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aNoisyCodeIsRead(long seed) {
        Random random = new Random(seed);
        BufferedImage image = shoot(
                QrCode.of(TEXT),
                new Shot(5 + random.nextDouble() * 3, random.nextInt(360), 0.05, Color.BLACK, Color.WHITE));
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int noise = random.nextInt(101) - 50;
                int grey = Math.clamp((image.getRGB(x, y) & 0xff) + noise, 0, 255);
                image.setRGB(x, y, new Color(grey, grey, grey).getRGB());
            }
        }
        assertThat(read(image)).as("seed %d", seed).contains(TEXT);
    }

    @Test
    void whatIsTransparentIsWhite() {
        BufferedImage image = shoot(QrCode.of(TEXT), new Shot(6, 0, 0, Color.BLACK, new Color(0, 0, 0, 0)));
        assertThat(read(image)).contains(TEXT);
    }

    @Test
    void aPictureWithoutACodeSaysNothing() {
        assertThat(read(new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB))).isEmpty();
        assertThat(read(new BufferedImage(300, 2, BufferedImage.TYPE_INT_ARGB))).isEmpty();
        Random random = new Random(1);
        for (int run = 0; run < 20; run++) {
            int[] noise = random.ints(100 * 80).toArray();
            assertThat(QrReader.read(100, 80, noise)).isEmpty();
        }
    }

    @Test
    void aDamagedCodeIsReadOrSaysNothing() {
        Random random = new Random(2);
        for (int run = 0; run < 60; run++) {
            BufferedImage image = shoot(QrCode.of(TEXT), Shot.plain(4));
            Graphics2D graphics = image.createGraphics();
            graphics.setColor(random.nextBoolean() ? Color.WHITE : Color.BLACK);
            graphics.fillRect(random.nextInt(SIDE), random.nextInt(SIDE), random.nextInt(200), random.nextInt(200));
            graphics.dispose();
            read(image).ifPresent(text -> assertThat(text).isEqualTo(TEXT));
        }
    }

    @Test
    void aPictureThatIsNoneOrTooLargeIsRefused() {
        assertThatThrownBy(() -> QrReader.read(0, 0, new int[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QrReader.read(2, 2, new int[3])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QrReader.read(1 << 16, 1 << 16, new int[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLongInviteFitsAndMoreThanAnyDoesNot() {
        String longest = "x".repeat(2048);
        QrCode code = QrCode.of(longest);
        assertThat(read(shoot(code, Shot.plain(4)))).contains(longest);
        assertThatThrownBy(() -> QrCode.of("x".repeat(3000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too much for a QR code");
        assertThatThrownBy(() -> QrCode.of("")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Optional<String> read(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        return QrReader.read(width, height, image.getRGB(0, 0, width, height, null, 0, width));
    }

    private static BufferedImage shoot(QrCode code, Shot shot) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(shot.light());
        graphics.fillRect(0, 0, SIDE, SIDE);
        AffineTransform lens = AffineTransform.getTranslateInstance(SIDE / 2.0, SIDE / 2.0);
        lens.rotate(Math.toRadians(shot.degrees()));
        lens.shear(shot.shear(), 0);
        lens.scale(shot.scale(), shot.scale());
        lens.translate(-code.size() / 2.0, -code.size() / 2.0);
        graphics.transform(lens);
        graphics.setColor(shot.dark());
        for (int y = 0; y < code.size(); y++) {
            for (int x = 0; x < code.size(); x++) {
                if (code.isDark(x, y)) {
                    graphics.fillRect(x, y, 1, 1);
                }
            }
        }
        graphics.dispose();
        return image;
    }
}
