package punchline.client.console;

import org.jspecify.annotations.Nullable;
import punchline.engine.Event;
import punchline.protocol.PeerId;

/**
 * Someone whom the console can name.
 *
 * @param number   given by this console in the order of first sight, from 1, for as long as it runs
 * @param name     what the other calls itself, made printable; may be empty and need not be unique
 * @param relation null for a stranger
 */
record Person(PeerId id, int number, String name, Event.@Nullable Relation relation, Event.LinkState link) {

    /** The name, or for want of one the beginning of the id. */
    String shownName() {
        return name.isEmpty() ? id.brief() : name;
    }
}
