@NullMarked
package punchline.client;

import org.jspecify.annotations.NullMarked;
