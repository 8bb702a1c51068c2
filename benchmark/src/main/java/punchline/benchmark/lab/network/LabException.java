package punchline.benchmark.lab.network;

/** The lab itself failed: not what it measures. The message is for people. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LabException(String message) {
        super(message);
    }

    /** The cause's message becomes part of this one's. */
    public LabException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
