package punchline.engine.path;

import punchline.engine.Reason;

/** Why an attempt ended without a path. The only place that says so in words; each says what would help, if anything would. */
public enum PathFailure implements Reason.Wording {
    UNPREDICTABLE_PORTS(
            "Both routers give each connection another port, and one at least an unpredictable one, so that neither"
                    + " side can aim at the other. Port mapping (UPnP, NAT-PMP or PCP) switched on in one of the two routers,"
                    + " IPv6 at both ends, or another network at one end would help."),

    NO_HAIRPIN("Both are behind the same router or provider, whose network does not lead connections between its own"
            + " customers back in. Port mapping (UPnP, NAT-PMP or PCP) switched on in one of the two home routers,"
            + " IPv6 at both ends, or another network at one end would help."),

    ONE_DIRECTION(
            "The other side's probes arrive here, but it answers none of mine: something between lets only one direction"
                    + " through. A firewall at one of the two ends that lets UDP out would help."),

    NO_USABLE_ADDRESS("No address of the other side is known that could be tried from here."),

    NO_ANSWER(
            "No address of the other side answers: it is not running, or a NAT or firewall between lets nothing through."),

    /** A search of random ports takes the other side's signature. */
    NO_CONSENT(
            "One router gives each connection a random port. To search for it takes the other side's signed consent, and"
                    + " none came that is valid. Check that the clocks of both computers are right."),

    RANDOM_PORTS_OFF(
            "One router gives each connection a random port, and to search for it is switched off here. To allow it,"
                    + " port mapping in that router, or IPv6 at both ends would help."),

    RANDOM_PORTS_OFF_THERE(
            "One router gives each connection a random port, and to search for it is switched off at the other side."
                    + " To allow it there, port mapping in that router, or IPv6 at both ends would help."),

    /** Hard on routers, so that one search begins some time after the other. */
    RANDOM_PORTS_WAIT(
            "One router gives each connection a random port. The search for it waits, as one was made a moment ago; it is"
                    + " tried again by itself.");

    private final String words;

    PathFailure(String words) {
        this.words = words;
    }

    /** Whether it may be gone before the attempt is over. */
    boolean passes() {
        return this == RANDOM_PORTS_WAIT;
    }

    /** What a person reads: one or two sentences. */
    public String words() {
        return words;
    }

    @Override
    public String group() {
        return "no-path";
    }

    @Override
    public String template() {
        return words;
    }
}
