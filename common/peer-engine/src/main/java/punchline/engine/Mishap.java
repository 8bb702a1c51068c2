package punchline.engine;

/** What went wrong without anybody having asked for it. */
public enum Mishap implements Reason.Wording {
    NOT_SENDABLE("Messages for {name} cannot be sent: {why}."),
    NOT_READABLE("Messages for {name} could not be read: {why}."),
    NOT_KEPT("A message of {name} could not be kept, and will come again: {why}."),
    TWIN("{name} has messages of yours that never left this machine: your profile was copied, and used"
            + " elsewhere. What you write here waits. Go on there; a profile is moved by export and import."),
    IDENTITY_ELSEWHERE("Your identity runs on another machine too, which registered at {server} after this one: others"
            + " reach you there, and what they write arrives there. Close it on one of the two. If it is"
            + " closed there, reconnect here."),
    IDENTITY_BACK("Your identity is back on this machine: others reach you here."),
    STORE_BUG("The message store failed: {words}");

    private final String template;

    Mishap(String template) {
        this.template = template;
    }

    @Override
    public String group() {
        return "mishap";
    }

    @Override
    public String template() {
        return template;
    }
}
