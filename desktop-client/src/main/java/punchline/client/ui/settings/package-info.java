/** The settings: myself, how it looks, the network, what others learn, and what lies on the disk. */
@NullMarked
package punchline.client.ui.settings;

import org.jspecify.annotations.NullMarked;
