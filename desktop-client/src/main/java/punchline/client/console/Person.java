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
 * @param notes    what I noted of it, and whether it may be taken for another
 */
record Person(
        PeerId id,
        int number,
        String name,
        Event.@Nullable Relation relation,
        Event.LinkState link,
        Event.Notes notes) {

    /** My name for it, or its own, or for want of one the beginning of the id. */
    String shownName() {
        if (notes.alias() != null) {
            return Printable.line(notes.alias());
        }
        return name.isEmpty() ? id.brief() : name;
    }
}
