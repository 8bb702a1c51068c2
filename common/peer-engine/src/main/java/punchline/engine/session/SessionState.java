package punchline.engine.session;

/** Where a {@link PeerSession} stands. */
enum SessionState {
    /** No path, no link. */
    IDLE,
    /** A link is being opened. */
    OPENING,
    /** The link is open; my hello is on its way, the other's awaited. */
    GREETING,
    /** Both hellos have come. */
    GREETED,
    /** The last link ended though the path lives; another is opened soon. */
    RESTING;

    /** Whether this state may follow. Everything may end in {@link #IDLE}. */
    boolean mayBecome(SessionState next) {
        return switch (next) {
            case IDLE -> true;
            case OPENING -> this == IDLE || this == RESTING;
            case GREETING -> this == OPENING;
            case GREETED -> this == GREETING;
            case RESTING -> this == OPENING || this == GREETING || this == GREETED;
        };
    }
}
