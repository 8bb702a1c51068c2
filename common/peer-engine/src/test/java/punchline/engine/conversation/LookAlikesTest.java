package punchline.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.protocol.PeerId;

class LookAlikesTest {
    private static final ChatConfig CONFIG = ChatConfig.standard();
    private static final PeerId BOB = PeerId.ofKey(new byte[] {1});
    private static final PeerId OTHER = PeerId.ofKey(new byte[] {2});

    private static Contact named(PeerId id, String name) {
        return Contact.unknown(id).withName(name).withWantsMe(true);
    }

    private static Contact wanted(PeerId id, String name) {
        return named(id, name).withMine(Contact.Decision.NONE.withWanted());
    }

    private static Contacts knowing(Contact... contacts) {
        return new Contacts(CONFIG, List.of(contacts));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bob",
                "bob",
                "BOB",
                "B0b",
                "Воb",
                "ВОВ",
                "Bób",
                "Ｂｏｂ",
                "𝐁𝐨𝐛",
                "B o b",
                "B-o-b",
                "Bοb",
                "Bo\u200db"
            })
    void aNameThatReadsAsThatOfAContactIsOneOfAnother(String name) {
        Contact alike = knowing(wanted(BOB, "Bob")).lookAlike(OTHER, name);
        assertThat(alike).isNotNull();
        assertThat(alike.id()).isEqualTo(BOB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bobby", "Rob", "Bo", "Боб", "", " ", "🦊"})
    void anotherNameIsNot(String name) {
        assertThat(knowing(wanted(BOB, "Bob")).lookAlike(OTHER, name)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Вова", "вова", "ВОВА", "Boвa"})
    void caseIsNoDifferenceInOtherAlphabets(String name) {
        assertThat(knowing(wanted(BOB, "Вова")).lookAlike(OTHER, name)).isNotNull();
    }

    @Test
    void whatReadsTheSameInASansSerifIsTheSame() {
        Contacts contacts = knowing(wanted(BOB, "Tim Illing"));
        assertThat(contacts.lookAlike(OTHER, "Tirn lI1ing")).isNotNull();
    }

    @Test
    void strangersCannotBeImitatedAndNobodyImitatesHimself() {
        Contacts contacts = knowing(named(BOB, "Bob"));
        assertThat(contacts.lookAlike(OTHER, "Bob")).isNull();
        assertThat(knowing(wanted(BOB, "Bob")).lookAlike(BOB, "B0b")).isNull();
    }

    @Test
    void myOwnNameForSomeoneCountsAndWhomINamedOrVerifiedIsNotSuspected() {
        Contact aliased = wanted(BOB, "Robert");
        aliased = aliased.withMine(aliased.mine().withAlias("Bob"));
        Contact second = wanted(OTHER, "B0b");
        assertThat(knowing(aliased, second).lookAlike(OTHER, "B0b")).isNotNull();
        Contact verified = second.withMine(second.mine().withVerified(true));
        assertThat(knowing(aliased, verified).lookAlike(OTHER, "B0b")).isNull();
        assertThat(knowing(aliased, verified).lookAlike(BOB, "Bob")).isNull();
    }

    @Test
    void theVerifiedIsNamedBeforeOthers() {
        for (PeerId verified : List.of(BOB, OTHER)) {
            Contact one = wanted(BOB, "Bob");
            Contact two = wanted(OTHER, "Bob");
            Contacts contacts = knowing(
                    one.withMine(one.mine().withVerified(verified.equals(BOB))),
                    two.withMine(two.mine().withVerified(verified.equals(OTHER))));
            Contact alike = contacts.lookAlike(PeerId.ofKey(new byte[] {3}), "bob");
            assertThat(alike).isNotNull();
            assertThat(alike.id()).isEqualTo(verified);
        }
    }

    @Test
    void aContactThatTakesTheNameOfAnotherAffectsThatOneToo() {
        LookAlikes alikes = new LookAlikes();
        assertThat(alikes.put(wanted(BOB, "Bob"))).isEmpty();
        assertThat(alikes.put(wanted(OTHER, "Eve"))).isEmpty();
        assertThat(alikes.put(wanted(OTHER, "B0b"))).containsExactly(BOB);
        assertThat(alikes.of(OTHER, "B0b")).isEqualTo(BOB);
        assertThat(alikes.put(wanted(OTHER, "Eve"))).containsExactly(BOB);
        assertThat(alikes.of(BOB, "Bob")).isNull();
    }

    @Test
    void randomNamesAreTakenAsTheyCome() {
        long seed = 5;
        Random random = new Random(seed);
        LookAlikes alikes = new LookAlikes();
        for (int i = 0; i < 2_000; i++) {
            StringBuilder points = new StringBuilder();
            random.ints(random.nextInt(8), 0, Character.MAX_CODE_POINT + 1).forEach(points::appendCodePoint);
            String name = points.toString();
            var _ = alikes.put(wanted(BOB, name));
            assertThat(alikes.of(OTHER, name))
                    .as("seed %d, name %s", seed, name)
                    .isEqualTo(Skeleton.of(name).isEmpty() ? null : BOB);
        }
    }
}
