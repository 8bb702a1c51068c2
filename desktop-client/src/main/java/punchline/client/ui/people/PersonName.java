package punchline.client.ui.people;

import punchline.engine.conversation.ConversationLimits;

/** What a name can be: something to read, and not too long. */
public final class PersonName {
    private PersonName() {}

    /** Whether there is nothing to read in it. */
    public static boolean isBlank(String typed) {
        return typed.codePoints().noneMatch(PersonName::isVisible);
    }

    /** Whether it is too long; space around it does not count. */
    public static boolean isTooLong(String typed) {
        return typed.strip().length() > ConversationLimits.MAX_NAME_CHARS;
    }

    /** Whether it can be a name. */
    public static boolean isPossible(String typed) {
        return !isBlank(typed) && !isTooLong(typed);
    }

    private static boolean isVisible(int point) {
        return !Character.isWhitespace(point)
                && !Character.isSpaceChar(point)
                && !Character.isISOControl(point)
                && Character.getType(point) != Character.FORMAT
                && Character.isDefined(point);
    }
}
