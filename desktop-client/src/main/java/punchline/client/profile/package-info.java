/** A person's own directory: where it is, who holds it open, and the key pair in it. */
@NullMarked
package punchline.client.profile;

import org.jspecify.annotations.NullMarked;
