package punchline.engine.socket;

/**
 * Names a local UDP socket of this peer. Number 0 is the long-lived one; others are opened by the traversal ladder and never
 * reuse a number.
 */
public record LocalSocket(int number) implements Comparable<LocalSocket> {
    public static final LocalSocket MAIN = new LocalSocket(0);

    @Override
    public int compareTo(LocalSocket other) {
        return Integer.compare(number, other.number);
    }
}
