package punchline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import punchline.protocol.Endpoint;
import punchline.protocol.NatClass;
import punchline.protocol.PublicIdentity;
import punchline.protocol.Registration;

class PackedRegistrationTest {
    @ParameterizedTest
    @EnumSource(NatClass.class)
    void aPackedRegistrationSaysWhatItSaidBefore(NatClass nat) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        List<Endpoint> hosts = List.of(Endpoint.parse("192.0.2.255:65535"), Endpoint.parse("[2001:db8::7]:1"));
        for (String name : List.of("a", "Žofie 🦊", "x".repeat(64))) {
            for (List<Endpoint> some : List.of(hosts, List.<Endpoint>of())) {
                Registration registration =
                        new Registration(PublicIdentity.of(keys.getPublic()), name, some, nat, name.length() > 1);
                Registration unpacked =
                        PackedRegistration.unpack(PackedRegistration.pack(registration), registration.id());
                assertThat(unpacked).isEqualTo(registration);
                assertThat(PackedRegistration.name(PackedRegistration.pack(registration)))
                        .isEqualTo(name);
                assertThat(unpacked.id()).isEqualTo(registration.id());
                assertThat(unpacked.key().key()).isEqualTo(keys.getPublic());
            }
        }
    }
}
