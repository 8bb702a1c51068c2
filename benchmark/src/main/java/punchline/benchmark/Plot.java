package punchline.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plot as SVG: lines over a common axis, both axes logarithmic, in colours that read on light and dark pages alike. */
final class Plot {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final int LEFT = 78;
    private static final int RIGHT = 210;
    private static final int TOP = 48;
    private static final int BOTTOM = 56;
    private static final List<String> COLOURS = List.of("#3b7dd8", "#d9822b", "#3f9d5a", "#b3478c", "#7f7f7f");
    private static final String INK = "#8a8f98";

    /** A named line. */
    record Line(String name, List<Point> points) {}

    /** A place on it. */
    record Point(double x, double y) {}

    private final String title;
    private final String xTitle;
    private final String yTitle;
    private final List<Line> lines = new ArrayList<>();

    Plot(String title, String xTitle, String yTitle) {
        this.title = title;
        this.xTitle = xTitle;
        this.yTitle = yTitle;
    }

    /** Adds a line; points at or below zero have no place on such axes, and are left out. */
    void add(String name, List<Point> points) {
        lines.add(new Line(
                name,
                points.stream().filter(point -> point.x() > 0 && point.y() > 0).toList()));
    }

    /** The whole picture. */
    String svg() {
        Axis x = axis(true);
        Axis y = axis(false);
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\" fill=\"%s\">%n",
                WIDTH,
                HEIGHT,
                INK));
        text(svg, LEFT, 24, "start", title, 15);
        text(svg, (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, "middle", xTitle, 12);
        svg.append(String.format(
                Locale.ROOT,
                "<text transform=\"translate(16 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
                (TOP + HEIGHT - BOTTOM) / 2,
                escaped(yTitle)));
        for (double mark : x.marks()) {
            double at = x.place(mark, LEFT, WIDTH - RIGHT);
            rule(svg, at, TOP, at, HEIGHT - BOTTOM);
            text(svg, at, HEIGHT - BOTTOM + 18, "middle", label(mark), 12);
        }
        for (double mark : y.marks()) {
            double at = y.place(mark, HEIGHT - BOTTOM, TOP);
            rule(svg, LEFT, at, WIDTH - RIGHT, at);
            text(svg, LEFT - 8, at + 4, "end", label(mark), 12);
        }
        for (int i = 0; i < lines.size(); i++) {
            draw(svg, lines.get(i), COLOURS.get(i % COLOURS.size()), i, x, y);
        }
        return svg.append("</svg>\n").toString();
    }

    private void draw(StringBuilder svg, Line line, String colour, int number, Axis x, Axis y) {
        StringBuilder points = new StringBuilder();
        for (Point point : line.points()) {
            double atX = x.place(point.x(), LEFT, WIDTH - RIGHT);
            double atY = y.place(point.y(), HEIGHT - BOTTOM, TOP);
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", atX, atY));
            svg.append(String.format(
                    Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"%s\"/>%n", atX, atY, colour));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                points.toString().strip(),
                colour));
        int at = TOP + 12 + 20 * number;
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"3\" fill=\"%s\"/>%n",
                WIDTH - RIGHT + 14,
                at - 5,
                colour));
        text(svg, WIDTH - RIGHT + 34, at, "start", line.name(), 12);
    }

    private Axis axis(boolean horizontal) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (Line line : lines) {
            for (Point point : line.points()) {
                double value = horizontal ? point.x() : point.y();
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        return most == 0 ? new Axis(1, 10) : new Axis(least, most);
    }

    /** From the power of ten below all values to the one above. */
    private record Axis(int from, int to) {
        Axis(double least, double most) {
            this((int) Math.floor(Math.log10(least)), Math.max((int) Math.floor(Math.log10(least)) + 1, (int)
                    Math.ceil(Math.log10(most))));
        }

        List<Double> marks() {
            List<Double> marks = new ArrayList<>();
            for (int i = from; i <= to; i++) {
                marks.add(Math.pow(10, i));
            }
            return marks;
        }

        double place(double value, double begin, double end) {
            return begin + (Math.log10(value) - from) / (to - from) * (end - begin);
        }
    }

    private static String label(double mark) {
        if (mark >= 1e6) {
            return String.format(Locale.ROOT, "%.0fM", mark / 1e6);
        }
        return mark >= 1e3
                ? String.format(Locale.ROOT, "%.0fk", mark / 1e3)
                : String.format(Locale.ROOT, mark < 1 ? "%s" : "%.0f", mark);
    }

    private static void rule(StringBuilder svg, double x1, double y1, double x2, double y2) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-opacity=\"0.25\"/>%n",
                x1,
                y1,
                x2,
                y2,
                INK));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String words, int size) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\">%s</text>%n",
                x,
                y,
                anchor,
                size,
                escaped(words)));
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
