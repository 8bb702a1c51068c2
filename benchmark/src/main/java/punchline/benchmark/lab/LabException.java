package punchline.benchmark.lab;

/** The lab itself failed: not what it measures. The message is for people. */
final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LabException(String message) {
        super(message);
    }

    LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
