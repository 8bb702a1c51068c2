@NullMarked
package punchline.benchmark.lab.network;

import org.jspecify.annotations.NullMarked;
