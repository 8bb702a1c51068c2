package punchline.client.ui.people;

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
        DECLINED
    }

    record Heading(Section section) implements PeopleItem {}

    record Row(Person person) implements PeopleItem {}
}
