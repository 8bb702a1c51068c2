package punchline.engine.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of routers, and of those who would have this machine read files or fill its memory. */
class XmlElementTest {
    private static @Nullable XmlElement read(String document) {
        return XmlElement.read(document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anElementHasAName() {
        XmlElement root =
                read("<?xml version=\"1.0\"?><!-- a --><s:a xmlns:s='u'> x &amp; y <b><![CDATA[1<2]]></b></s:a>");

        assertThat(root).isNotNull();
        assertThat(root.name()).isEqualTo("a");
        assertThat(root.text()).isEqualTo("x & y");
        assertThat(root.textOf("b")).isEqualTo("1<2");
        assertThat(root.textOf("c")).isEmpty();
    }

    @Test
    void filesAreNotRead(@TempDir Path directory) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "secret");
        assertThat(read("<!DOCTYPE a [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><a>&x;</a>"))
                .isNull();
        assertThat(read("<!DOCTYPE a SYSTEM \"" + secret.toUri() + "\"><a/>")).isNull();
        assertThat(read("<!DOCTYPE a [<!ENTITY % x SYSTEM \"" + secret.toUri() + "\"> %x;]><a/>"))
                .isNull();
    }

    @Test
    void aBombIsRefusedBeforeItGoesOff() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE a [<!ENTITY a0 \"lol\">");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        bomb.append("]><a>&a29;</a>");

        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThat(read(bomb.toString())).isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "<a>", "<a></b>", "<a/><b/>", "<a>&x;</a>", "<a b=c/>", "<a xmlns:b=''/>", "\u0000<a/>"
            })
    void whatIsMalformedIsRefused(String document) {
        assertThat(read(document)).isNull();
    }

    @Test
    void depthIsLimited() {
        assertThat(read("<a>".repeat(32) + "</a>".repeat(32))).isNotNull();
        assertThat(read("<a>".repeat(33) + "</a>".repeat(33))).isNull();
        assertThat(read("<a>".repeat(9_000))).isNull();
    }

    @Test
    void theNumberOfElementsIsLimited() {
        assertThat(read("<a>" + "<b/>".repeat(1_999) + "</a>")).isNotNull();
        assertThat(read("<a>" + "<b/>".repeat(2_000) + "</a>")).isNull();
    }

    @Test
    void theLengthOfTextIsLimited() {
        XmlElement root = read("<a>" + "x".repeat(5_000) + "<b/>" + "y".repeat(10) + "</a>");

        assertThat(root).isNotNull();
        assertThat(root.text()).hasSize(1_024);
    }

    @Test
    void theLengthOfTheDocumentIsLimited() {
        assertThat(read("<a>" + " ".repeat(64 * 1024 - 7) + "</a>")).isNotNull();
        assertThat(read("<a>" + " ".repeat(64 * 1024 - 6) + "</a>")).isNull();
    }
}
