@NullMarked
package punchline.client.ui.connection;

import org.jspecify.annotations.NullMarked;
