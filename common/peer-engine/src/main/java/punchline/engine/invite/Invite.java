package punchline.engine.invite;

/**
 * An invite of mine that is open: whoever shows its token first is accepted.
 *
 * @param createdAtMillis my wall clock
 * @param expiresAtMillis my wall clock, from which on the token is worth nothing
 */
public record Invite(TokenHash token, long createdAtMillis, long expiresAtMillis) {}
