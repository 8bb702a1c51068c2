/** What happened between two peers and how this one stands, as text for people who help: the console prints it, the window copies it. */
@NullMarked
package punchline.client.report;

import org.jspecify.annotations.NullMarked;
