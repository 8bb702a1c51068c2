/**
 * Invites: a link that brings a stranger to this peer and opens the door once.
 *
 * <pre>
 * link  = "punchline:" id "?" parameter *( "&amp;" parameter )       (RFC 3986; at most 2048 characters)
 * s     = HOST:PORT of a rendezvous server, 1 to 4 times
 * n     = what the inviter is called, percent-encoded UTF-8, may be missing
 * e     = when it ends, by the inviter's clock, in seconds since 1970
 * t     = the token, 26 characters of base32, the last one so that a link that was cut off lacks it
 * v     = missing or 1; another one belongs to a newer program
 * </pre>
 *
 * <p>Parameters of other names are passed over. Letters may be of either case, but for those of {@code n}.
 *
 * <p>The token itself goes to nobody but the inviter, in the hello. Whoever holds it shows so already when it asks a server to be
 * introduced, by the {@linkplain punchline.engine.invite.AskName name of its attempt}: an unlisted inviter answers no other
 * stranger.
 */
@NullMarked
package punchline.engine.invite;

import org.jspecify.annotations.NullMarked;
