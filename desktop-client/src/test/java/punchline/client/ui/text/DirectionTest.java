package punchline.client.ui.text;

import static org.assertj.core.api.Assertions.assertThat;
import static punchline.client.ui.text.Direction.LEFT_TO_RIGHT;
import static punchline.client.ui.text.Direction.RIGHT_TO_LEFT;

import java.text.Bidi;
import org.junit.jupiter.api.Test;

class DirectionTest {
    private static final String HEBREW = "שלום";

    @Test
    void theFirstLetterDecides() {
        assertThat(Direction.of("12: " + HEBREW + " abc")).isEqualTo(RIGHT_TO_LEFT);
        assertThat(Direction.of("(abc) " + HEBREW)).isEqualTo(LEFT_TO_RIGHT);
        assertThat(Direction.of("203.0.113.7:6327 👍")).isNull();
    }

    @Test
    void whatRunsTheSameWayIsLeftAlone() {
        assertThat(LEFT_TO_RIGHT.isolate("Ann (home)!")).isEqualTo("Ann (home)!");
        assertThat(RIGHT_TO_LEFT.isolate(HEBREW)).isEqualTo(HEBREW);
    }

    /** “(home)!” stays behind Ann, and the sentence goes on to the left. */
    @Test
    void aNameKeepsItsPunctuationInASentenceOfTheOtherDirection() {
        String sentence = HEBREW + " " + RIGHT_TO_LEFT.isolate("Ann (home)!") + ": " + HEBREW;
        Bidi levels = new Bidi(sentence, Bidi.DIRECTION_RIGHT_TO_LEFT);
        int name = sentence.indexOf("Ann");
        for (int i = name; i < name + "Ann (home)!".length(); i++) {
            assertThat(levels.getLevelAt(i)).as("%d", i).isEqualTo(2);
        }
        assertThat(levels.getLevelAt(sentence.indexOf(':'))).isEqualTo(1);
    }

    /** Without it the 34 would stand to the left of the name. */
    @Test
    void aNumberBehindANameOfTheOtherDirectionStaysInTheSentence() {
        String sentence = "Reply to " + LEFT_TO_RIGHT.isolate(HEBREW + " 12") + " 34 now";
        Bidi levels = new Bidi(sentence, Bidi.DIRECTION_LEFT_TO_RIGHT);
        assertThat(levels.getLevelAt(sentence.indexOf("34"))).isZero();
        assertThat(levels.getLevelAt(sentence.indexOf("12"))).isEqualTo(2);
    }

    @Test
    void marksCanBeTakenOutAgain() {
        for (String name : new String[] {"Ann (home)!", HEBREW + " " + HEBREW, "12"}) {
            assertThat(Direction.withoutMarks(LEFT_TO_RIGHT.isolate(name))).isEqualTo(name);
            assertThat(Direction.withoutMarks(RIGHT_TO_LEFT.isolate(name))).isEqualTo(name);
        }
    }

    @Test
    void theSpaceBehindANameStaysOnItsSideOfIt() {
        String sentence = RIGHT_TO_LEFT.isolate("Frank") + " " + HEBREW;
        Bidi levels = new Bidi(sentence, Bidi.DIRECTION_RIGHT_TO_LEFT);
        assertThat(levels.getLevelAt(sentence.indexOf(' '))).isEqualTo(1);
    }
}
