package punchline.engine.mapping;

import punchline.engine.Reason;

/** Why a router passes on no port. */
public enum MappingTrouble implements Reason.Wording {
    OFF("port mapping is switched off"),
    NO_ROUTER("no router was found"),
    NOT_PERMITTED("the router does not permit port mapping"),
    ROUTER_OFFLINE("the router has no connection to the internet"),
    NO_PORTS_LEFT("the router has no more ports to map"),
    PORTS_TAKEN("other programs hold the router's ports"),
    ROUTER_REFUSES("the router refuses, with {result}"),
    UNUSABLE_GRANT("the router grants what cannot be used"),
    NONSENSE("the router's answers make no sense"),
    ROUTER_SILENT("the router does not answer"),
    ALL_SILENT("the router does not answer: PCP, NAT-PMP and UPnP are unknown to it or switched off"),
    PCP_SILENT("the router does not answer: PCP is unknown to it or switched off"),
    UPNP_SILENT("the router's UPnP service does not answer"),
    NO_MAPPING_SERVICE("the router's description names nothing that maps ports"),
    NO_PCP("the router does not know PCP"),
    OTHER_PCP("the router does not know this version of PCP"),
    NAT_BETWEEN("another NAT stands between this machine and the router");

    private final String template;

    MappingTrouble(String template) {
        this.template = template;
    }

    @Override
    public String group() {
        return "mapping";
    }

    @Override
    public String template() {
        return template;
    }

    /** As a reason that speaks of nothing in particular. */
    Reason reason() {
        return Reason.of(this);
    }

    /** The router said no, with a result that means nothing to a person. */
    static Reason refusal(String result) {
        return Reason.of(ROUTER_REFUSES, "result", result);
    }
}
