package punchline.engine.mapping;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import punchline.engine.Reason;

/**
 * A service of an internet gateway device that maps ports, and what is said to it: WANIPConnection:1 and :2, WANPPPConnection:1.
 *
 * @param type    with its version
 * @param control where its actions go
 */
record IgdService(String type, URI control) {
    static final String ADDRESS = "GetExternalIPAddress";
    static final String ADD = "AddPortMapping";
    static final String ADD_ANY = "AddAnyPortMapping";
    static final String DELETE = "DeletePortMapping";

    /** Best first. */
    private static final List<String> TYPES = List.of(
            "urn:schemas-upnp-org:service:WANIPConnection:2",
            "urn:schemas-upnp-org:service:WANIPConnection:1",
            "urn:schemas-upnp-org:service:WANPPPConnection:1");

    /** What a description names, best first; none that is not on the gateway itself. */
    static List<IgdService> of(XmlElement description, URI location, InetAddress gateway) {
        String baseText = description.textOf("URLBase");
        URI base = baseText.isEmpty() ? location : GatewayUri.parse(baseText, gateway);
        if (base == null) {
            return List.of();
        }
        List<IgdService> found = new ArrayList<>();
        description.all("service").forEach(service -> {
            String type = service.textOf("serviceType");
            URI control = GatewayUri.resolve(base, service.textOf("controlURL"), gateway);
            if (TYPES.contains(type) && control != null) {
                found.add(new IgdService(type, control));
            }
        });
        found.sort(Comparator.comparingInt(service -> TYPES.indexOf(service.type)));
        return found;
    }

    /** Whether it may choose the external port itself. */
    boolean canAddAny() {
        return type.endsWith(":2");
    }

    /** The header that names an action. */
    String soapAction(String action) {
        return "\"" + type + "#" + action + "\"";
    }

    String body(String action) {
        return envelope(action, "");
    }

    /** For both ways to add. */
    String addBody(String action, Gateway gateway, int externalPort, int internalPort, long leaseSeconds) {
        return envelope(
                action,
                mappingKey(externalPort)
                        + argument("NewInternalPort", Integer.toString(internalPort))
                        + argument("NewInternalClient", gateway.own().getHostAddress())
                        + argument("NewEnabled", "1")
                        + argument("NewPortMappingDescription", "Punchline")
                        + argument("NewLeaseDuration", Long.toString(leaseSeconds)));
    }

    String deleteBody(int externalPort) {
        return envelope(DELETE, mappingKey(externalPort));
    }

    private static String mappingKey(int externalPort) {
        return argument("NewRemoteHost", "")
                + argument("NewExternalPort", Integer.toString(externalPort))
                + argument("NewProtocol", "UDP");
    }

    private static String argument(String name, String value) {
        return "<" + name + ">" + value + "</" + name + ">";
    }

    private String envelope(String action, String arguments) {
        return "<?xml version=\"1.0\"?>"
                + "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " s:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"><s:Body>"
                + "<u:" + action + " xmlns:u=\"" + type + "\">" + arguments + "</u:" + action + ">"
                + "</s:Body></s:Envelope>";
    }

    /** What an action came to. */
    sealed interface Reply {
        /** Done; the document may hold values. */
        record Done(XmlElement document) implements Reply {}

        /** Refused with that error of UPnP. */
        record Fault(int code) implements Reply {}

        /** Neither. */
        record Nonsense() implements Reply {}

        static Reply of(HttpOutcome.Answered answer, String action) {
            XmlElement document = answer.document();
            if (document == null) {
                return new Nonsense();
            }
            if (answer.status() == 200
                    && document.all(action + "Response").findAny().isPresent()) {
                return new Done(document);
            }
            OptionalInt code = number(document.textOf("errorCode"));
            return answer.status() == 500 && code.isPresent() ? new Fault(code.getAsInt()) : new Nonsense();
        }
    }

    /** A number of at most five digits. */
    static OptionalInt number(@Nullable String text) {
        return text != null && text.matches("\\d{1,5}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /** What people are told of the errors of WANIPConnection:2, section 2.5. */
    static Reason reason(int code) {
        return FAULTS.getOrDefault(code, MappingTrouble.refusal("UPnP's error " + code));
    }

    private static final Map<Integer, Reason> FAULTS = Map.of(
            606, MappingTrouble.NOT_PERMITTED.reason(),
            718, MappingTrouble.PORTS_TAKEN.reason(),
            728, MappingTrouble.NO_PORTS_LEFT.reason());
}
