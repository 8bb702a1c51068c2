/** How I am connected, and by which way to whom: in plain words, with what would help, and as a report to give away. */
@NullMarked
package punchline.client.ui.connection;

import org.jspecify.annotations.NullMarked;
