/** How the desktop is asked to show something: programs of the system and the tray of AWT, both only once there is need. */
@NullMarked
package punchline.client.ui.notify.system;

import org.jspecify.annotations.NullMarked;
