package punchline.benchmark.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;

/**
 * A process with a window, {@code minimal} or {@code punchline ARGUMENT...}, that does what it reads from standard input, and says
 * when it is done: {@code open} the first conversation, {@code background}. Ends at the end of input.
 */
public final class WindowMain {
    /** What was asked for is done. */
    static final String DONE = "done";

    private static final String LAUNCHER = "punchline.client.Launcher";
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private WindowMain() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        // The client takes it for itself.
        PrintStream out = System.out;
        Thread.ofPlatform().daemon().name("commands").start(() -> obey(out));
        if (arguments[0].equals("minimal")) {
            Application.launch(MinimalWindow.class);
        } else {
            // This module is built without the client's classes: what is measured is the client as it is installed.
            String[] own = List.of(arguments).subList(1, arguments.length).toArray(String[]::new);
            Class.forName(LAUNCHER).getMethod("main", String[].class).invoke(null, (Object) own);
        }
    }

    private static void obey(PrintStream out) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                switch (line) {
                    case "shown" -> await("#people");
                    case "open" -> open();
                    case "background" -> onFx(WindowMain::minimize);
                    default -> throw new IOException("unknown: " + line);
                }
                out.println(DONE);
            }
        } catch (IOException | RuntimeException e) {
            System.err.println("not done: " + e);
        }
        System.exit(0);
    }

    private static void open() {
        await(".person-cell .person-name");
        onFx(() -> {
            ListView<?> people = (ListView<?>) find("#people");
            people.getSelectionModel().selectFirst();
            people.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
        });
        await(".bubble");
    }

    private static void await(String query) {
        boolean[] found = new boolean[1];
        long begin = System.nanoTime();
        while (!found[0]) {
            if (System.nanoTime() - begin > LIMIT_NANOS) {
                throw new IllegalStateException(query + " does not come");
            }
            LockSupport.parkNanos(LOOK_NANOS);
            if (isStarted()) {
                onFx(() -> found[0] = isFound(query));
            }
        }
    }

    private static boolean isStarted() {
        try {
            Platform.runLater(() -> {});
            return true;
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    private static boolean isFound(String query) {
        return Window.getWindows().stream()
                .anyMatch(window -> window.getScene().getRoot().lookup(query) != null);
    }

    private static Node find(String query) {
        return Window.getWindows().getFirst().getScene().getRoot().lookup(query);
    }

    private static void minimize() {
        Stage stage = (Stage) Window.getWindows().getFirst();
        stage.setIconified(true);
        // A window manager would take the keyboard away, and with it the caret that blinks; this platform has none.
        stage.getScene().getRoot().requestFocus();
    }

    private static void onFx(Runnable action) {
        FutureTask<Void> task = new FutureTask<>(action, null);
        Platform.runLater(task);
        try {
            task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
