@NullMarked
package punchline.server;

import org.jspecify.annotations.NullMarked;
