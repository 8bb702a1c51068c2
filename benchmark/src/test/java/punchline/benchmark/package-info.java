@NullMarked
package punchline.benchmark;

import org.jspecify.annotations.NullMarked;
