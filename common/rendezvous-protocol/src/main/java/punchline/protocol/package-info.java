@NullMarked
package punchline.protocol;

import org.jspecify.annotations.NullMarked;
