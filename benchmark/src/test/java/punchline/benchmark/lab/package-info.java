@NullMarked
package punchline.benchmark.lab;

import org.jspecify.annotations.NullMarked;
