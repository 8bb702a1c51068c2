package punchline.benchmark;

import java.nio.file.Path;

/**
 * How to measure.
 *
 * @param repetitions how often each thing is measured
 * @param warmUps     rounds before that, for the compiler
 * @param seed        of whatever is random
 * @param directory   for files, on the disk that is to be measured; it exists
 * @param progress    told what is going on
 */
public record Setting(int repetitions, int warmUps, long seed, Path directory, Progress progress) {
    /** The same with other rounds to warm up: what takes a millisecond settles after more of them than what takes ten. */
    Setting withWarmUps(int rounds) {
        return new Setting(repetitions, rounds, seed, directory, progress);
    }
}
