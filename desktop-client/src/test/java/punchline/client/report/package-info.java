@NullMarked
package punchline.client.report;

import org.jspecify.annotations.NullMarked;
