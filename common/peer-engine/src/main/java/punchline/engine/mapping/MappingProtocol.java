package punchline.engine.mapping;

/** How a mapping was made; the first is the best. */
public enum MappingProtocol {
    PCP("PCP"),
    NAT_PMP("NAT-PMP"),
    UPNP("UPnP");

    private final String words;

    MappingProtocol(String words) {
        this.words = words;
    }

    /** For people. */
    @Override
    public String toString() {
        return words;
    }
}
