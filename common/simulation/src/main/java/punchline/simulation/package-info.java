@NullMarked
package punchline.simulation;

import org.jspecify.annotations.NullMarked;
