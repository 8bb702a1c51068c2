package punchline.engine.transcript;

import punchline.engine.Reason;

/** Why a conversation could not be written into a file. */
public enum TranscriptTrouble implements Reason.Wording {
    NO_NAME("\"{file}\" cannot be the name of a file."),
    EXISTS("{file} is there already. Choose another name, or say that it may be replaced."),
    NO_DIRECTORY("The directory of {file} is not there. Make it first."),
    FORBIDDEN("{file} may not be written. Choose another place."),
    FAILED("{file} could not be written: {words}. Make room if the disk is full, or choose another place.");

    private final String template;

    TranscriptTrouble(String template) {
        this.template = template;
    }

    @Override
    public String group() {
        return "transcript";
    }

    @Override
    public String template() {
        return template;
    }
}
