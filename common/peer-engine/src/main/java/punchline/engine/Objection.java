package punchline.engine;

/** Why something that a person asked for is not done, with the next step where there is one. */
public enum Objection implements Reason.Wording {
    NO_SUCH_MESSAGE("There is no such message in this conversation."),
    OWN_ONLY("That is possible for messages of your own only."),
    SENT_ALREADY("The message has been sent already."),
    CANCEL_OWN_ONLY("You can cancel only what you wrote yourself."),
    EDIT_OWN_ONLY("You can edit only what you wrote yourself."),
    DELETE_OWN_ONLY("You can delete only what you wrote yourself."),
    MESSAGE_DELETED("The message has been deleted."),
    CONVERSATION_DELETED("The conversation was deleted meanwhile."),
    WENT_WITH_REQUEST("The beginning of the message went with your request. Delete it instead."),
    MAY_HAVE_ARRIVED("The message was on its way when the link was lost, and may have arrived. Delete it instead."),
    ON_ITS_WAY("The message is on its way. Delete it instead."),
    DELIVERED("The message has been delivered. Delete it instead."),
    CANCELLED("The message has been cancelled."),
    OWN_MESSAGE("That message is your own."),
    EMPTY_MESSAGE("A message needs some text."),
    LONG_MESSAGE("A message has at most {bytes} bytes. Send it in parts."),
    BROKEN_MESSAGE("The message has half a character in it, and cannot be sent."),
    TOO_MANY_WAIT("{count} messages wait for {name} already. More can be sent once some have arrived."),
    NOT_STORED("The message could not be stored. Try again."),
    NO_REACTION("A reaction is one emoji, or some signs of at most {bytes} bytes."),
    LONG_DRAFT("A draft has at most {bytes} bytes."),
    BROKEN_DRAFT("The draft has half a character in it, and cannot be kept."),
    KEPT_DAYS("Messages can be kept for 1 to {days} days, or 0 for ever."),
    LONG_SEARCH("A search has at most {characters} characters. Leave out what is not needed."),
    EMPTY_SEARCH("A search needs a word, a number or an emoji to look for."),
    MANY_WORDS("A search has at most {words} words. Leave out what is not needed."),
    NO_NAME("A name needs at least one visible character."),
    LONG_NAME("A name has at most {characters} characters."),
    LONG_GREETING("A greeting has at most {characters} characters."),
    YOURSELF("That is you."),
    NOT_ASKED("{peer} has not asked."),
    NOT_ASKED_CONNECT("{peer} has not asked. Connect to it instead."),
    NO_CONTACT("{peer} is not among your contacts. Connect to it first."),
    BLOCKED("You blocked {name}. Unblock first."),
    REJECTED("You rejected {name}. Accept first."),
    TOO_MANY_CONTACTS("There are as many contacts as can be kept."),
    OWN_INVITE("That is an invite of your own. Give it to somebody else."),
    INVITE_OVER_A_DAY(
            "The time of this invite was over a day ago, if this computer's clock is right. Ask for a new one."),
    INVITE_OVER(
            "The time of this invite was over {days} days ago, if this computer's clock is right. Ask for a new one."),
    LONG_INVITE("That is no invite: it is longer than {characters} characters."),
    NO_INVITE("That is no invite: an invite begins with {scheme}"),
    NEWER_INVITE("This invite was made by a newer version of Punchline. Install that to use the invite."),
    BROKEN_INVITE("This invite is broken or incomplete ({words}). Copy all of it once more, or ask for a new one."),
    NO_INVITE_OPEN("No invite of that name is open: it has been used, revoked, or its time is over."),
    TOO_MANY_INVITES("There are {count} open invites. Revoke one of them first."),
    NOBODY_FINDS_YOU("No rendezvous server is configured, so that nobody could find you. Name a server first."),
    NOBODY_FOUND("No rendezvous server is configured, so that nobody can be found."),
    TOO_MANY_SERVERS("There are at most {count} servers."),
    SERVERS_LEFT_OUT("There are at most {count} servers, so that not all of the invite's are asked."),
    NOT_YOUR_SERVER("{server} is none of your servers."),
    EXPORT_BUSY("Another export is under way. Try again when it is done."),
    LIST_UNREADABLE("The list cannot be read: {why}.");

    private final String template;

    Objection(String template) {
        this.template = template;
    }

    @Override
    public String group() {
        return "objection";
    }

    @Override
    public String template() {
        return template;
    }
}
