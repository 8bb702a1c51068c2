package punchline.benchmark.lab;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown, row by row. */
final class MarkdownTable {
    private final List<List<String>> rows = new ArrayList<>();
    private final int columns;

    MarkdownTable(String... heads) {
        this(List.of(heads));
    }

    MarkdownTable(List<String> heads) {
        columns = heads.size();
        rows.add(List.copyOf(heads));
    }

    MarkdownTable row(String... cells) {
        return row(List.of(cells));
    }

    /** Adds a row; it must have as many cells as the head. */
    MarkdownTable row(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException(cells.size() + " cells in a table of " + columns + " columns");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(text, rows.getFirst());
        text.append("|---".repeat(columns)).append("|\n");
        rows.subList(1, rows.size()).forEach(row -> line(text, row));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        for (String cell : cells) {
            text.append("| ")
                    .append(cell.replace("|", "\\|").replace("\n", " "))
                    .append(' ');
        }
        text.append("|\n");
    }
}
