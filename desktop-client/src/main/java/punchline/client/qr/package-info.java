/** QR codes (ISO/IEC 18004), to be drawn by any front end, and read from pictures. Knows neither JavaFX nor AWT. */
@NullMarked
package punchline.client.qr;

import org.jspecify.annotations.NullMarked;
