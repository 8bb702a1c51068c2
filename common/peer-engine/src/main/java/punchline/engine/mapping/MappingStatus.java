package punchline.engine.mapping;

import org.jspecify.annotations.Nullable;
import punchline.engine.Reason;

/**
 * How port mapping stands.
 *
 * @param mapping   null if there is none; IPv4's if there are two
 * @param why       there is none; null while it is looked for, and if there is one
 * @param doubleNat a second NAT seems to stand behind the gateway: its outside is a private address, or not the one that
 *     servers see
 */
public record MappingStatus(
        @Nullable Mapping mapping, @Nullable Reason why, boolean doubleNat) {
    /** Looking for a gateway. */
    public static final MappingStatus SEARCHING = new MappingStatus(null, null, false);

    /** Not asked for. */
    public static final MappingStatus OFF = new MappingStatus(null, MappingTrouble.OFF.reason(), false);

    /** {@code why} in plain words. */
    public @Nullable String reason() {
        return why == null ? null : why.text();
    }
}
