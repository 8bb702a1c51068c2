@NullMarked
package punchline.client.ui.settings;

import org.jspecify.annotations.NullMarked;
