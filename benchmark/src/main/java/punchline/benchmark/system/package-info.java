/** What all benchmarks need of the system: programs that they start, and directories. */
@NullMarked
package punchline.benchmark.system;

import org.jspecify.annotations.NullMarked;
