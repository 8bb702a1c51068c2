package punchline.client.profile;

import java.nio.file.Path;

/** A process that holds the profile {@code alice} until it is killed. */
final class ProfileHolder {
    private ProfileHolder() {}

    public static void main(String[] arguments) throws Exception {
        try (ProfileDirectory profile = ProfileDirectory.open(Path.of(arguments[0]), "alice")) {
            System.out.print(profile.path().endsWith("alice") ? "!" : "?");
            System.out.flush();
            Thread.currentThread().join();
        }
    }
}
