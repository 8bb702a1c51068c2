/** What a conversation of a million messages costs: to open, to page through, to search. */
@NullMarked
package punchline.benchmark.history;

import org.jspecify.annotations.NullMarked;
