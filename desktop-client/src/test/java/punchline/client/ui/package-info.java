/** Tests of the window, with an engine that says what the test tells it to. */
@NullMarked
package punchline.client.ui;

import org.jspecify.annotations.NullMarked;
