/** The JavaFX window. Views bind, view models decide, the {@link punchline.engine.Peer} acts; every object here belongs to the JavaFX thread except {@link punchline.client.ui.bridge.EventPump}. */
@NullMarked
package punchline.client.ui;

import org.jspecify.annotations.NullMarked;
