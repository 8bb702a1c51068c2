package punchline.engine.path;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import punchline.engine.identity.Identity;

/** Key pairs that are the same in each run. */
final class TestIdentities {
    private TestIdentities() {}

    static Identity seeded(long seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return Identity.generate(random);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
