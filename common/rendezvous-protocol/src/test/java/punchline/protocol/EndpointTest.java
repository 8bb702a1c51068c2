package punchline.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyEndpointIsReadBackFromItsText(long seed) {
        Messages messages = new Messages(new Random(seed));
        for (int i = 0; i < 500; i++) {
            Endpoint endpoint = messages.endpoint();
            assertThat(Endpoint.parse(endpoint.toString())).as("seed %d", seed).isEqualTo(endpoint);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":1",
                "1.2.3.4",
                "1.2.3.4:",
                "1.2.3.4:0",
                "1.2.3.4:65536",
                "1.2.3:1",
                "999.1.1.1:1",
                "1.2.3.256:1",
                "1.2.3.4.5:1",
                "localhost:1",
                "::1:1",
                "[::1:1",
                "[1.2.3.4]:1",
                "[::g]:1",
                "[fe80::1%eth0]:1",
                "1.2.3.4:-1",
                "1.2.3.4:+1",
                " 1.2.3.4:1",
                "1.2.3.4:1 "
            })
    void anythingElseIsRefusedAndNoNameServerAsked(String text) {
        assertThatThrownBy(() -> Endpoint.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[2001:db8::7]:50001",
                "[::]:1",
                "[::1]:1",
                "[1::]:1",
                "[2001:db8:0:1:1:1:1:1]:1",
                "[2001:0:0:1::1]:1",
                "[2001:db8::1:0:0:1]:1",
                "[1:2:3:4:5:6:7:8]:1",
                "203.0.113.7:50001"
            })
    void canonicalTextIsWrittenAsItWasRead(String text) {
        assertThat(Endpoint.parse(text)).hasToString(text);
    }

    @Test
    void anIpv4MappedAddressIsTheIpv4Address() {
        assertThat(Endpoint.parse("[::ffff:203.0.113.7]:9")).isEqualTo(Endpoint.parse("203.0.113.7:9"));
    }
}
