package punchline.client.ui.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u00a0", "\u200b", "\u202e\u200d", "\u3000"})
    void aNameHasSomethingToRead(String blank) {
        assertThat(PersonName.isPossible(blank)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Maria Keller", "🌷", "שלום", "李", "👩🏽‍💻"})
    void whateverCanBeReadIsAName(String name) {
        assertThat(PersonName.isPossible(name)).isTrue();
    }
}
