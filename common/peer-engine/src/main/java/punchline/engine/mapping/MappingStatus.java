package punchline.engine.mapping;

import org.jspecify.annotations.Nullable;

/**
 * How port mapping stands.
 *
 * @param mapping   null if there is none; IPv4's if there are two
 * @param reason    plain words why there is none; null while it is looked for, and if there is one
 * @param doubleNat a second NAT seems to stand behind the gateway: its outside is a private address, or not the one that
 *     servers see
 */
public record MappingStatus(
        @Nullable Mapping mapping, @Nullable String reason, boolean doubleNat) {
    /** Looking for a gateway. */
    public static final MappingStatus SEARCHING = new MappingStatus(null, null, false);

    /** Not asked for. */
    public static final MappingStatus OFF = new MappingStatus(null, "port mapping is switched off", false);
}
