package punchline.engine;

/** What a person gave cannot be used; {@link #why} says why, in a sentence with the next step. */
public final class RefusedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient Reason why;

    public RefusedException(Reason why) {
        super(why.text());
        this.why = why;
    }

    public RefusedException(Reason why, Throwable cause) {
        super(why.text(), cause);
        this.why = why;
    }

    public Reason why() {
        return why;
    }
}
