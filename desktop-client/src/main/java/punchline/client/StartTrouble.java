package punchline.client;

import punchline.engine.Reason;

/** Why the client cannot start, or not as it was left. */
public enum StartTrouble implements Reason.Wording {
    LOCKED("The profile \"{profile}\" is locked. Start with --passphrase-file FILE, whose first line is its"
            + " passphrase."),
    PORT_TAKEN(
            "UDP port {port} cannot be used: another program may have it. Choose another with --port, or 0 for any."),
    STOPPED("Punchline was told to stop while it started."),
    FAILED("Punchline cannot start: {words}"),
    SETTINGS("The settings in {file} are not all as you left them: {words}. What is wrong is as at the first"
            + " start; the file is copied to {copy} before it is written anew.");

    private final String template;

    StartTrouble(String template) {
        this.template = template;
    }

    @Override
    public String group() {
        return "start";
    }

    @Override
    public String template() {
        return template;
    }
}
