package punchline.benchmark.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import punchline.benchmark.lab.network.NatKind;

/** The results of the matrix as a page of Markdown. */
final class MatrixDocument {
    /** A failed run tells each change of its link, and all that is in the JSON. */
    private static final int MAX_WORDS = 300;

    private final int runs;
    private final Spread load;
    private final Map<String, CellResult> results = new LinkedHashMap<>();

    /**
     * Writes it.
     *
     * @param load of the machine while it was measured: processes that run or want to
     */
    MatrixDocument(int runs, Spread load, List<CellResult> results) {
        this.runs = runs;
        this.load = load;
        results.forEach(result -> this.results.put(result.cell().title(), result));
    }

    String text() {
        return """
                # Who reaches whom, and how fast

                Measured by `./dev lab matrix --docs`, which writes this page: two console clients with new profiles and the
                server's jar, each a process of its own, in network namespaces on one machine, behind NATs made of nftables that are
                checked before ([the NAT lab](nat-lab.md)). Routers start anew before each of %d runs. `5/5, 0.21 s (0.30 s)` says: 5 of 5
                connected, directly and without a relay; from `connect` to `online` at the asker it took 0.21 s in the middle and 0.30 s
                at worst. `told in 1.20 s` is the time until the plain answer, at worst.

                The machine has %d processors, and had a load of %.1f in the middle and %.1f at most, from this and other work: the more
                above the number of processors that is, the later everything comes.

                ## Pairs of NATs

                %s
                ## Other networks

                %s
                ## Plain answers

                What the asker is told where there is no way.

                %s
                ## What falls short

                %s""".formatted(
                        runs,
                        Runtime.getRuntime().availableProcessors(),
                        load.median(),
                        load.worst(),
                        pairs(),
                        places(),
                        answers(),
                        shortcomings());
    }

    /** The classes that any run was about. */
    private String pairs() {
        List<NatKind> classes = MatrixCell.CLASSES.stream()
                .filter(kind -> MatrixCell.CLASSES.stream()
                        .anyMatch(other -> result(kind, other).isPresent()
                                || result(other, kind).isPresent()))
                .toList();
        if (classes.isEmpty()) {
            return "None were run.\n";
        }
        List<String> heads = new ArrayList<>(List.of(""));
        classes.forEach(kind -> heads.add(kind.title()));
        MarkdownTable table = new MarkdownTable(heads);
        for (NatKind stricter : classes) {
            List<String> row = new ArrayList<>(List.of("**" + stricter.title() + "**"));
            for (NatKind milder : classes) {
                row.add(result(milder, stricter).map(CellResult::words).orElse(""));
            }
            table.row(row);
        }
        return table.toString();
    }

    private Optional<CellResult> result(NatKind milder, NatKind stricter) {
        return Optional.ofNullable(results.get(MatrixCell.titleOf(milder, stricter)));
    }

    private String places() {
        MarkdownTable table = new MarkdownTable("network", "promised", "measured");
        boolean any = false;
        for (MatrixCell place : MatrixCell.places()) {
            CellResult result = results.get(place.title());
            if (result != null) {
                any = true;
                table.row(place.title(), place.expectation().words(), result.words());
            }
        }
        return any ? table.toString() : "None were run.\n";
    }

    /** Each answer once, with the networks in which it was given. */
    private String answers() {
        Map<String, List<String>> networks = new LinkedHashMap<>();
        for (CellResult result : results.values()) {
            for (String answer : result.answers()) {
                networks.computeIfAbsent(answer, any -> new ArrayList<>())
                        .add(result.cell().title());
            }
        }
        MarkdownTable table = new MarkdownTable("answer", "in");
        networks.forEach((answer, in) -> table.row(answer, String.join(", ", in)));
        return table.toString();
    }

    private static String shortened(String text) {
        return text.length() <= MAX_WORDS ? text : text.substring(0, MAX_WORDS) + "…";
    }

    private String shortcomings() {
        MarkdownTable table = new MarkdownTable("network", "promised", "measured");
        boolean any = false;
        for (CellResult result : results.values()) {
            List<String> all = result.shortcomings();
            if (!all.isEmpty()) {
                any = true;
                table.row(
                        result.cell().title(), result.cell().expectation().words(), shortened(String.join("; ", all)));
            }
        }
        return any ? table.toString() : "Nothing: all runs came out as promised, and in time.\n";
    }
}
