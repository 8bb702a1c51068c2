package punchline.benchmark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import punchline.benchmark.lab.network.NatKind;

class MatrixCellTest {
    @Test
    void everyUnorderedPairOfClassesIsThereOnce() {
        List<String> titles = titles(MatrixCell.pairs().stream());

        int classes = MatrixCell.CLASSES.size();
        assertThat(titles).hasSize(classes * (classes + 1) / 2).doesNotHaveDuplicates();
        assertThat(titles).contains("port-restricted x random", "random x random", "open x udp-blocked");
    }

    @Test
    void everyKindOfNatIsInSomeCell() {
        assertThat(MatrixCell.all().stream()
                        .flatMap(cell -> Stream.concat(
                                cell.topology().homes().stream().map(home -> home.nat()),
                                cell.topology().carriers().stream().map(carrier -> carrier.nat()))))
                .contains(NatKind.values());
    }

    @Test
    void titlesAreUnique() {
        assertThat(titles(MatrixCell.all().stream())).doesNotHaveDuplicates();
    }

    @Test
    void theStricterSideAsks() {
        MatrixCell pair = MatrixCell.pair(NatKind.OPEN, NatKind.UDP_BLOCKED);

        assertThat(pair.topology().hosts().getFirst().home().nat()).isEqualTo(NatKind.UDP_BLOCKED);
    }

    @Test
    void twoClassesNameTheirPairInAnyOrder() {
        assertThat(titles(MatrixCell.named(List.of("random", "port-restricted")).stream()))
                .containsExactly("port-restricted x random");
        assertThat(titles(MatrixCell.named(List.of("random", "random")).stream()))
                .containsExactly("random x random");
    }

    @Test
    void oneClassNamesAllItsPairs() {
        assertThat(MatrixCell.named(List.of("random"))).hasSize(MatrixCell.CLASSES.size());
    }

    @Test
    void anyOtherNameIsATitle() {
        assertThat(titles(MatrixCell.named(List.of("ipv6", "same-lan")).stream()))
                .containsExactly("same-lan", "ipv6");
        assertThat(MatrixCell.named(List.of("no-such-cell"))).isEmpty();
    }

    @Test
    void noNameMeansAll() {
        assertThat(MatrixCell.named(List.of())).hasSameSizeAs(MatrixCell.all());
    }

    private static List<String> titles(Stream<MatrixCell> cells) {
        return cells.map(MatrixCell::title).toList();
    }
}
