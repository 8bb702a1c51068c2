package punchline.client.ui.people;

import punchline.engine.Event;

/** A row of the people pane. */
public sealed interface PeopleItem {
    /** Groups of people, in the order they are shown. */
    enum Section {
        /** They ask, I have not answered. */
        REQUESTS,
        /** Contacts, the latest conversation first. */
        CHATS,
        /** Listed by a server, not contacts. */
        LISTED,
        /** I said no, which can be undone. */
        DECLINED,
        /** What was said and has the words that are looked for. */
        MESSAGES
    }

    record Heading(Section section) implements PeopleItem {}

    record Row(Person person) implements PeopleItem {}

    /** A message that was found in that person's conversation. */
    record Found(Person person, Event.Hit hit) implements PeopleItem {}

    /** There may be more messages. */
    record More() implements PeopleItem {}
}
