/** The client as a program, with a console and with a window: what its start takes, and what it takes while nobody uses it. */
@NullMarked
package punchline.benchmark.client;

import org.jspecify.annotations.NullMarked;
