/** Invites given and taken: links, their pictures, which are open, and what one brings before it is redeemed. */
@NullMarked
package punchline.client.ui.invite;

import org.jspecify.annotations.NullMarked;
