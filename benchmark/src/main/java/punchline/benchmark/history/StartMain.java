package punchline.benchmark.history;

import java.io.IOException;
import java.nio.file.Path;

/** Starts the engine once, in a process of its own, and prints the nanoseconds that it and the first page took. */
public final class StartMain {
    private StartMain() {}

    /** Runs it; the arguments are the directory, and whether the database in it is encrypted. */
    public static void main(String[] arguments) throws IOException {
        boolean encrypted = Boolean.parseBoolean(arguments[1]);
        try (Owner owner = new Owner(Asked.owner(), Path.of(arguments[0]), Asked.key(encrypted))) {
            long asked = System.nanoTime();
            Asked.page(owner, null, null, null);
            System.out.println(owner.startNanos() + " " + (System.nanoTime() - asked));
        }
        System.exit(0);
    }
}
