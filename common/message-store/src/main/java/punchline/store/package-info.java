@NullMarked
package punchline.store;

import org.jspecify.annotations.NullMarked;
