package punchline.client.ui.emoji;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the window's emoji of the npm package {@code emoji-datasource-google}: {@code EmojiPackMain PACKAGE DIRECTORY}, the
 * package unpacked. Writes {@code emoji.tsv}, which {@link EmojiIndex} reads, and the sheets that {@link EmojiImages} cuts.
 */
public final class EmojiPackMain {
    private static final List<String> CATEGORIES = List.of(
            "Smileys & Emotion",
            "People & Body",
            "Animals & Nature",
            "Food & Drink",
            "Travel & Places",
            "Activities",
            "Objects",
            "Symbols",
            "Flags");

    /** The package's sheet has a pixel of nothing around each picture. */
    private static final int CELL = EmojiImages.SIDE + 2;

    private record Drawn(String line, int x, int y) {}

    private EmojiPackMain() {}

    public static void main(String[] arguments) throws IOException {
        Path from = Path.of(arguments[0]);
        Path to = Files.createDirectories(Path.of(arguments[1]));
        List<Drawn> drawn =
                drawn(JsonMapper.shared().readTree(from.resolve("emoji.json").toFile()));
        List<String> lines = drawn.stream().map(Drawn::line).toList();
        Files.write(to.resolve("emoji.tsv"), lines, StandardCharsets.UTF_8);
        BufferedImage sheet =
                ImageIO.read(from.resolve("img/google/sheets-256/64.png").toFile());
        for (int first = 0; first < drawn.size(); first += EmojiImages.PER_SHEET) {
            List<Drawn> part = drawn.subList(first, Math.min(drawn.size(), first + EmojiImages.PER_SHEET));
            String name = EmojiImages.sheetName(first / EmojiImages.PER_SHEET);
            ImageIO.write(cut(sheet, part), "png", to.resolve(name).toFile());
        }
    }

    private static List<Drawn> drawn(JsonNode emoji) {
        List<JsonNode> base = new ArrayList<>();
        emoji.forEach(base::add);
        base.removeIf(one -> !one.get("has_img_google").asBoolean()
                || !CATEGORIES.contains(one.get("category").asString()));
        base.sort(Comparator.<JsonNode>comparingInt(
                        one -> CATEGORIES.indexOf(one.get("category").asString()))
                .thenComparingInt(one -> one.get("sort_order").asInt()));
        List<Drawn> drawn = new ArrayList<>();
        for (JsonNode one : base) {
            List<String> names = new ArrayList<>();
            one.get("short_names").forEach(name -> names.add(name.asString()));
            String line = String.join(
                    "\t",
                    sequence(one),
                    String.join(" ", names),
                    label(one),
                    Integer.toString(CATEGORIES.indexOf(one.get("category").asString())));
            drawn.add(new Drawn(
                    line, one.get("sheet_x").asInt(), one.get("sheet_y").asInt()));
        }
        for (int i = 0; i < base.size(); i++) {
            JsonNode tones = base.get(i).get("skin_variations");
            if (tones == null) {
                continue;
            }
            for (JsonNode tone : tones) {
                if (tone.get("has_img_google").asBoolean()) {
                    drawn.add(new Drawn(
                            sequence(tone) + "\t" + i,
                            tone.get("sheet_x").asInt(),
                            tone.get("sheet_y").asInt()));
                }
            }
        }
        return drawn;
    }

    private static String sequence(JsonNode emoji) {
        StringBuilder sequence = new StringBuilder();
        for (String point : emoji.get("unified").asString().split("-", -1)) {
            sequence.appendCodePoint(Integer.parseInt(point, 16));
        }
        return sequence.toString();
    }

    private static String label(JsonNode emoji) {
        return emoji.get("name").asString().toLowerCase(Locale.ROOT);
    }

    private static BufferedImage cut(BufferedImage sheet, List<Drawn> part) {
        BufferedImage strip = new BufferedImage(
                EmojiImages.SIDE * part.size(), EmojiImages.SIDE, BufferedImage.TYPE_BYTE_INDEXED, (IndexColorModel)
                        sheet.getColorModel());
        for (int i = 0; i < part.size(); i++) {
            Object cell = sheet.getRaster()
                    .getDataElements(
                            part.get(i).x() * CELL + 1,
                            part.get(i).y() * CELL + 1,
                            EmojiImages.SIDE,
                            EmojiImages.SIDE,
                            null);
            strip.getRaster().setDataElements(i * EmojiImages.SIDE, 0, EmojiImages.SIDE, EmojiImages.SIDE, cell);
        }
        return strip;
    }
}
