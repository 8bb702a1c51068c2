/** This peer's own key pair. */
@NullMarked
package punchline.engine.identity;

import org.jspecify.annotations.NullMarked;
