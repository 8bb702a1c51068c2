package punchline.engine.session;

/** The other side broke the frame layout; the link is of no further use. The message is for logs. */
final class FrameException extends Exception {
    private static final long serialVersionUID = 1;

    FrameException(String message) {
        super(message);
    }
}
