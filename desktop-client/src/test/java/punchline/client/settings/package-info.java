@NullMarked
package punchline.client.settings;

import org.jspecify.annotations.NullMarked;
