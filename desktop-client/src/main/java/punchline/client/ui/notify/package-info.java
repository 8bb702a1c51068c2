/** Tells of messages while somebody looks elsewhere: what is told and when, how the desktop is asked to, and what is told in the window. */
@NullMarked
package punchline.client.ui.notify;

import org.jspecify.annotations.NullMarked;
