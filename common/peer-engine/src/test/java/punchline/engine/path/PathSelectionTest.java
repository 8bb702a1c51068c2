package punchline.engine.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import punchline.engine.Deadline;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.protocol.Endpoint;

class PathSelectionTest {
    private static final long MILLI = 1_000_000;
    private static final long BOOT = 7;
    private static final Path ONE = path(1);
    private static final Path OTHER = path(2);

    private final PathSelection selection = new PathSelection(PathConfig.DEFAULT);

    private static Path path(int number) {
        return new Path(LocalSocket.MAIN, Endpoint.parse("203.0.113.1:" + (1000 + number)));
    }

    /** As when the peer has asked on the path before. */
    private boolean validate(Path path, PathRank rank, long rttNanos) {
        selection.onAsked(path, BOOT);
        return selection.onValidated(0, path, BOOT, rank, rttNanos);
    }

    @Test
    void aPathOnWhichThePeerAskedIsSelectedAtOnce() {
        assertThat(selection.onAsked(ONE, BOOT)).isFalse();
        assertThat(selection.onValidated(0, ONE, BOOT, PathRank.IPV4, MILLI)).isTrue();
        assertThat(selection.deadline()).isNull();
    }

    @Test
    void aPathIsSelectedWhenThePeerAsksOnItToo() {
        assertThat(selection.onValidated(0, ONE, BOOT, PathRank.IPV4, MILLI)).isFalse();
        assertThat(selection.selected()).isNull();
        assertThat(selection.isValidated(ONE)).isTrue();

        assertThat(selection.onAsked(ONE, BOOT)).isTrue();
    }

    @Test
    void aPathIsSelectedAfterAWhileEvenIfThePeerDoesNotAsk() {
        selection.onValidated(0, ONE, BOOT, PathRank.IPV4, MILLI);
        selection.onValidated(150 * MILLI, ONE, BOOT, PathRank.IPV4, MILLI);

        assertThat(selection.poll(200 * MILLI - 1)).isFalse();
        assertThat(selection.deadline())
                .isNotNull()
                .extracting(Deadline::atNanos)
                .isEqualTo(200 * MILLI);
        assertThat(selection.poll(200 * MILLI)).isTrue();
    }

    @Test
    void whatAnEarlierBootAskedDoesNotCount() {
        selection.onAsked(ONE, BOOT - 1);

        assertThat(selection.onValidated(0, ONE, BOOT, PathRank.IPV4, MILLI)).isFalse();
    }

    @Test
    void theFirstValidatedPathIsSelected() {
        assertThat(validate(ONE, PathRank.IPV4, 500 * MILLI)).isTrue();
        assertThat(selection.isSelected(ONE)).isTrue();
    }

    @Test
    void aWorsePathNeverDemotesTheSelectedOne() {
        validate(ONE, PathRank.LAN, 20 * MILLI);
        for (int i = 0; i < 100; i++) {
            assertThat(validate(OTHER, PathRank.IPV4, MILLI)).isFalse();
            assertThat(validate(path(3), PathRank.IPV6, MILLI)).isFalse();
            assertThat(validate(path(4), PathRank.LAN, 21 * MILLI)).isFalse();
        }

        assertThat(selection.isSelected(ONE)).isTrue();
    }

    @Test
    void theLanComesBeforeIpv6AndThatBeforeIpv4() {
        validate(path(1), PathRank.IPV4, 20 * MILLI);
        assertThat(validate(path(2), PathRank.IPV6, 25 * MILLI)).isTrue();
        assertThat(validate(path(3), PathRank.LAN, 30 * MILLI)).isTrue();
    }

    @Test
    void aBetterRankDoesNotExcuseAMuchLongerRoundTrip() {
        validate(ONE, PathRank.IPV4, 20 * MILLI);

        assertThat(validate(OTHER, PathRank.LAN, 80 * MILLI)).isFalse();
        assertThat(selection.isSelected(ONE)).isTrue();
    }

    @Test
    void aShorterRoundTripWinsOnlyIfItIsWorthIt() {
        validate(ONE, PathRank.IPV4, 100 * MILLI);

        assertThat(validate(path(2), PathRank.IPV4, 85 * MILLI)).isFalse();
        assertThat(validate(path(3), PathRank.IPV4, 79 * MILLI)).isTrue();
    }

    @Test
    void onAShortPathAFewMillisecondsAreNotWorthAChange() {
        validate(ONE, PathRank.LAN, 4 * MILLI);

        assertThat(validate(OTHER, PathRank.LAN, MILLI)).isFalse();
    }

    @Test
    void inDoubtAnyPathThatValidatesTakesOver() {
        validate(ONE, PathRank.LAN, MILLI);
        selection.doubt();

        assertThat(validate(OTHER, PathRank.IPV4, 300 * MILLI)).isTrue();
        assertThat(selection.isInDoubt()).isFalse();
    }

    @Test
    void inDoubtTheSelectedPathIsNotSelectedAnewByItsOwnAnswer() {
        validate(ONE, PathRank.LAN, MILLI);
        selection.doubt();

        assertThat(validate(ONE, PathRank.LAN, MILLI)).isFalse();
    }

    @Test
    void theRoundTripIsSmoothed() {
        validate(ONE, PathRank.IPV4, 80 * MILLI);
        validate(ONE, PathRank.IPV4, 160 * MILLI);

        assertThat(selection.selected()).isEqualTo(new PathSelection.Validated(ONE, PathRank.IPV4, 90 * MILLI));
    }

    @Test
    void thePathsAreLimitedAndTheSelectedOneStays() {
        validate(ONE, PathRank.LAN, MILLI);
        for (int i = 2; i < 100; i++) {
            validate(path(i), PathRank.IPV4, MILLI);
        }

        assertThat(selection.isSelected(ONE)).isTrue();
        assertThat(selection.selected()).isNotNull();
        assertThat(selection.isValidated(path(2))).isFalse();
        assertThat(selection.isValidated(path(99))).isTrue();
    }
}
