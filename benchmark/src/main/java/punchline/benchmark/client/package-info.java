/** The client as a program: what its start takes, and what it takes while nobody uses it. */
@NullMarked
package punchline.benchmark.client;

import org.jspecify.annotations.NullMarked;
