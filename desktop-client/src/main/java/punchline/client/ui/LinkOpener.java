package punchline.client.ui;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens links with what the system has for them. */
final class LinkOpener implements BiConsumer<String, Runnable> {
    private static final Logger LOG = LoggerFactory.getLogger(LinkOpener.class);

    /** Given to the program as one argument, with no shell in between. */
    @Override
    public void accept(String link, Runnable onFailed) {
        Thread.ofVirtual().name("open-link").start(() -> {
            try {
                new ProcessBuilder(command(System.getProperty("os.name", ""), link))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException e) {
                LOG.info("a link could not be opened", e);
                onFailed.run();
            }
        });
    }

    static List<String> command(String system, String link) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", link);
        }
        return List.of(name.startsWith("mac") ? "open" : "xdg-open", link);
    }
}
