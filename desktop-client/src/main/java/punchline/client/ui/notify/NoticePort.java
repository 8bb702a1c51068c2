package punchline.client.ui.notify;

import java.util.function.Consumer;

/** The desktop, which may show notices of its own. Called on the JavaFX thread, must not keep it, and answers on any. */
public interface NoticePort {
    /**
     * Shows a notice in the place of an earlier one about the same.
     *
     * @param onClick   the person has clicked on it
     * @param onRefused the desktop shows none
     */
    void show(Notice notice, Runnable onClick, Consumer<Notice> onRefused);

    /** Takes away all that is shown. */
    void withdraw();

    /** A desktop that shows none. */
    NoticePort NONE = new NoticePort() {
        @Override
        public void show(Notice notice, Runnable onClick, Consumer<Notice> onRefused) {
            onRefused.accept(notice);
        }

        @Override
        public void withdraw() {}
    };
}
