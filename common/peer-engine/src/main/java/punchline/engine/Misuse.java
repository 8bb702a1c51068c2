package punchline.engine;

/** Why a command makes no sense that no window sends: for those who write programs, and in English for everybody. */
public enum Misuse implements Reason.Wording {
    INVITE_HOURS("An invite is open for 1 to {hours} hours."),
    FOUND_LIMIT("A search gives 1 to {count} messages at a time."),
    HISTORY_LIMIT("History gives 1 to {count} messages at a time."),
    HISTORY_PLACES("History is given before one message, after one or around one. Name one of them."),
    NO_PROFILE("There is no profile here that could be copied.");

    private final String template;

    Misuse(String template) {
        this.template = template;
    }

    @Override
    public String group() {
        return "misuse";
    }

    @Override
    public String template() {
        return template;
    }
}
