package punchline.engine.diagnosis;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import punchline.engine.Reason;

/**
 * One thing worth knowing about how a peer stands.
 *
 * @param code       what it is, for programs and translations
 * @param parameters what the sentence speaks of, in its order
 * @param text       in English, one to three sentences
 * @param why        what the last parameter says, if that is a sentence of its own; else null
 */
public record Finding(
        Code code,
        Map<String, String> parameters,
        String text,
        @JsonIgnore @Nullable Reason why) {
    /** What there is to find. The only place that has the words; {@code {name}} stands for a parameter. */
    public enum Code implements Reason.Wording {
        NO_NETWORK(
                "This computer has no network: it has no address but its own. Nobody can be reached before it has one."),

        NO_SERVER("No rendezvous server is configured. Only people met before can be found, where they were last."),

        NAMES_UNKNOWN(
                "The address of {servers} cannot be found. Most likely this computer has no connection to the internet, or its name"
                        + " server does not answer."),

        UDP_BLOCKED(
                "No rendezvous server answers, although this computer has a network. Unless they are all down, UDP is blocked:"
                        + " by a firewall on this computer, in the router, or at the provider. Another network, that of a phone"
                        + " for instance, or a firewall that lets UDP out would help."),

        IDENTITY_ELSEWHERE(
                "This identity is in use on another device too, which {server} prefers since. Close one of the two, and"
                        + " connect again."),

        SERVER_KNOWS("{server} knows you and sees you at {address}."),

        SERVER_ASKED("{server} has been asked and has not answered yet."),

        SERVER_TROUBLE("{server} is of no use at the moment: {problem}."),

        NAT_OPEN("No router changes your address: everybody can reach you, as far as firewalls let them."),

        NAT_CONSISTENT("Your router keeps ports: most people can reach you."),

        NAT_SEQUENTIAL(
                "Your router gives each connection another port, the next one. People can reach you whose router keeps"
                        + " ports or counts as yours does. Port mapping switched on in your router would let the others reach you too."),

        NAT_BLOCK(
                "Your router gives each connection another port out of a small range. People can reach you whose router keeps"
                        + " ports, after some seconds. Port mapping switched on in your router would let the others reach you too."),

        NAT_RANDOM(
                "Your router gives each connection a random port. People can reach you whose router keeps ports, after up to 15"
                        + " seconds. Port mapping switched on in your router would let the others reach you too."),

        NAT_UNKNOWN("It is not known yet how your router gives out ports: that takes the answers of a server."),

        RANDOM_PORTS_OFF(
                "The search of random ports is switched off here. Where one router gives each connection a random port, the two"
                        + " cannot meet without."),

        MAPPED(
                "Your router passes on what comes to {address} ({protocol}): people can reach you there whatever their own router does."),

        NOT_MAPPED("Your router passes on no port by itself: {reason}."),

        DOUBLE_NAT(
                "Your router passes on what comes to {address} ({protocol}), but that is not an address of the internet, or not the one"
                        + " that servers see: behind it stands another router. To pass on a port in that one too, or to have it"
                        + " work as a bridge, would help."),

        CARRIER_NAT(
                "{address} is an address that your provider shares among customers: its router stands before the internet, and passes"
                        + " on no port at your wish. IPv6, or an address of your own from the provider, would help."),

        IPV6(
                "This computer has an IPv6 address of the internet: {address}. To people who have one too the way is direct, as far as"
                        + " firewalls let them."),

        NO_IPV6(
                "This computer has no IPv6 address of the internet. Where both routers pick ports at random, it would help."),

        PEER_ONLINE("{peer} is online {way} at {address}, with a round trip of {rtt} ms, for {since}."),

        PEER_CONNECTING("{peer} is being looked for."),

        PEER_UNREACHABLE("{peer} cannot be reached: {reason}."),

        PEER_OFFLINE("{peer} is away: {reason}.");

        private final String template;

        Code(String template) {
            this.template = template;
        }

        @Override
        public String group() {
            return "finding";
        }

        @Override
        public String template() {
            return template;
        }
    }

    public Finding {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** One whose parameters are no sentences. */
    public Finding(Code code, Map<String, String> parameters, String text) {
        this(code, parameters, text, null);
    }

    /** Fills the words of {@code code} with names and values, by turns. */
    static Finding of(Code code, String... namesAndValues) {
        return of(Reason.of(code, (Object[]) namesAndValues), code, null);
    }

    /** The same, {@code why} being the last parameter, by that name. */
    static Finding of(Code code, String subject, String value, String name, Reason why) {
        return of(Reason.of(code, subject, value, name, why.clause()), code, why);
    }

    /** The same, with {@code why} as the only parameter. */
    static Finding of(Code code, String name, Reason why) {
        return of(Reason.of(code, name, why.clause()), code, why);
    }

    private static Finding of(Reason filled, Code code, @Nullable Reason why) {
        return new Finding(code, filled.parameters(), filled.text(), why);
    }

    /** As a reason for something else. */
    public Reason reason() {
        return new Reason(code, parameters, why);
    }
}
