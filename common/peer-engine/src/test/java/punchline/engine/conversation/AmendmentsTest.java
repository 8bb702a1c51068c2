package punchline.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import punchline.protocol.PeerId;

class AmendmentsTest {
    private static final PeerId ANN = PeerId.ofKey(new byte[] {1});
    private static final PeerId BOB = PeerId.ofKey(new byte[] {2});
    private static final MessageId ID = new MessageId(0, 1);
    private static final Content.Text HELLO = new Content.Text("hello");
    private static final Entry MESSAGE = new Entry(ID, ANN, 7, 1, 1, 0, HELLO);

    @Test
    void withoutAnyItIsAsWritten() {
        assertThat(fold()).isEqualTo(new Amendments("hello", false, false, Map.of()));
    }

    @Test
    void theLastEditInTheOrderOfTheConversationStandsWhateverCameFirst() {
        Entry first = said(ANN, 5, new Content.Edit(ID, "one"));
        Entry last = said(ANN, 6, new Content.Edit(ID, "two"));
        assertThat(fold(first, last)).isEqualTo(new Amendments("two", true, false, Map.of()));
        assertThat(fold(last, first)).isEqualTo(fold(first, last));
    }

    @Test
    void nobodyElseEditsOrDeletes() {
        assertThat(fold(said(BOB, 5, new Content.Edit(ID, "forged")), said(BOB, 6, new Content.Deletion(ID))))
                .isEqualTo(fold());
    }

    @Test
    void aDeletionWinsOverAllElseEvenWhatCameLater() {
        assertThat(fold(
                        said(ANN, 5, new Content.Deletion(ID)),
                        said(ANN, 6, new Content.Edit(ID, "after all")),
                        said(BOB, 7, new Content.Reaction(ID, "👍"))))
                .isEqualTo(new Amendments("", false, true, Map.of()));
    }

    @Test
    void theLastReactionOfEachStandsAndAnEmptyOneTakesItBack() {
        assertThat(fold(
                                said(ANN, 5, new Content.Reaction(ID, "👍")),
                                said(BOB, 5, new Content.Reaction(ID, "👎")),
                                said(BOB, 6, new Content.Reaction(ID, "🦊")))
                        .reactions())
                .isEqualTo(Map.of(ANN, "👍", BOB, "🦊"));
        assertThat(fold(said(BOB, 7, new Content.Reaction(ID, "")), said(BOB, 6, new Content.Reaction(ID, "🦊")))
                        .reactions())
                .isEmpty();
    }

    @Test
    void whatNamesAnotherMessageDoesNothing() {
        assertThat(fold(said(ANN, 5, new Content.Edit(new MessageId(0, 2), "elsewhere"))))
                .isEqualTo(fold());
    }

    @Test
    void aReactionThatCannotBeShownSafelyIsNone() {
        for (String sign : List.of("\u202eabc", "a\nb", " ", "\u0000", "\u200b", "x".repeat(33), "\ud83d")) {
            assertThat(fold(said(BOB, 5, new Content.Reaction(ID, sign))).reactions())
                    .as("%s", sign.codePoints().boxed().toList())
                    .isEmpty();
        }
    }

    @Test
    void emojiOfManyPartsAreSigns() {
        for (String sign : List.of("❤️", "👍🏽", "👨‍👩‍👧‍👦", "🇨🇿", "+1")) {
            assertThat(fold(said(BOB, 5, new Content.Reaction(ID, sign))).reactions())
                    .containsExactly(Map.entry(BOB, sign));
        }
    }

    @Test
    void theFewThatCountSayTheSameAsAllInAnyOrder() {
        for (long seed = 1; seed <= 500; seed++) {
            Random random = new Random(seed);
            List<Entry> all = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                PeerId author = random.nextBoolean() ? ANN : BOB;
                MessageId target = random.nextInt(5) == 0 ? new MessageId(0, 2) : ID;
                Content content = switch (random.nextInt(20)) {
                    case 0 -> new Content.Deletion(target);
                    case 1, 2, 3 -> new Content.Unknown(99, new byte[0]);
                    case 4, 5, 6, 7, 8, 9 -> new Content.Edit(target, "edit " + i);
                    default -> new Content.Reaction(target, random.nextBoolean() ? "" : "r" + i);
                };
                all.add(said(author, random.nextInt(10), content));
            }
            Amendments expected = Amendments.of(MESSAGE, HELLO, all);
            Collections.shuffle(all, random);
            List<Entry> few = Amendments.counting(MESSAGE, all);
            assertThat(few).as("seed %d", seed).hasSizeLessThanOrEqualTo(4);
            assertThat(Amendments.of(MESSAGE, HELLO, few)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    private int said;

    private Entry said(PeerId author, long lamport, Content content) {
        return new Entry(new MessageId(9, ++said), author, 7, said, lamport, 0, content);
    }

    private static Amendments fold(Entry... amendments) {
        return Amendments.of(MESSAGE, HELLO, List.of(amendments));
    }
}
