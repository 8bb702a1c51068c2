package punchline.client.ui.style;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mends how JavaFX 26 shapes text on Linux. When a line ends inside a run of a complex script, the run is split and its first half
 * shaped again; but {@code PangoGlyphLayout} keeps the words of each run and shapes those of the whole. So a line from right to
 * left throws out of layout ({@code PrismTextLayout.computeTrailingSpaceWidth} meets a negative offset), in a text area as in a
 * label, and any other repeats what stands in the next line.
 *
 * <p>It takes the memory away from the one layout that JavaFX uses again and again. Needs {@code com.sun.javafx.text} and {@code
 * com.sun.javafx.font.freetype} of {@code javafx.graphics} opened; where they are not, or are not there, nothing changes.
 */
public final class RunShaping {
    private static final Logger log = LoggerFactory.getLogger(RunShaping.class);

    private RunShaping() {}

    /** Mends it, if it can. On the JavaFX thread, before anything is laid out. */
    public static void mend() {
        try {
            Class<?> manager = Class.forName("com.sun.javafx.text.GlyphLayoutManager");
            Object layout = manager.getMethod("getInstance").invoke(null);
            try {
                Field words = layout.getClass().getDeclaredField("runUtf8");
                words.setAccessible(true);
                words.set(layout, new Forgetful());
            } finally {
                Method dispose = layout.getClass().getMethod("dispose");
                dispose.setAccessible(true);
                dispose.invoke(layout);
            }
        } catch (NoSuchFieldException | ClassNotFoundException e) {
            log.debug("this JavaFX shapes text in another way: {}", e.toString());
        } catch (ReflectiveOperationException | RuntimeException e) {
            log.warn("lines from right to left may fail: {}", e.toString());
        }
    }

    /** Finds nothing that was put into it, but knows all of it: whatever lies in native memory is freed from here. */
    private static final class Forgetful extends LinkedHashMap<Object, Long> {
        private static final long serialVersionUID = 1;

        @Override
        public @Nullable Long get(@Nullable Object run) {
            return null;
        }

        @Override
        public @Nullable Long put(Object run, Long words) {
            return super.put(new Object(), words);
        }
    }
}
