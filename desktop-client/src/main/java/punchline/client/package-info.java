/**
 * The desktop client's beginning and end: options, the order in which things start and close, and the choice between
 * window and console.
 */
@NullMarked
package punchline.client;

import org.jspecify.annotations.NullMarked;
