@NullMarked
package punchline.engine;

import org.jspecify.annotations.NullMarked;
