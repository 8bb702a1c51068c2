package punchline.engine.mapping;

import java.util.ArrayList;
import java.util.List;

/** Answers UPnP as an internet gateway device does, or as a test has it. */
final class IgdRouter {
    static final String LOCATION = "http://192.168.1.1:5000/rootDesc.xml";

    private final MapperWorld world;
    String location = LOCATION;
    String external = "203.0.113.7";
    int version = 1;
    int reserved = 40_000;
    final List<Integer> faultsInOrder = new ArrayList<>();

    IgdRouter(MapperWorld world) {
        this.world = world;
        world.onSearch = request -> world.answerSearch(location);
        world.onCall = this::onCall;
    }

    static String description(String serviceType, String controlUrl) {
        return "<?xml version=\"1.0\"?><root xmlns=\"urn:schemas-upnp-org:device-1-0\"><device>"
                + "<deviceType>urn:schemas-upnp-org:device:InternetGatewayDevice:1</deviceType><deviceList><device>"
                + "<serviceList><service><serviceType>urn:schemas-upnp-org:service:Layer3Forwarding:1</serviceType>"
                + "<controlURL>/ctl/L3F</controlURL></service><service><serviceType>" + serviceType
                + "</serviceType><controlURL>" + controlUrl + "</controlURL></service></serviceList>"
                + "</device></deviceList></device></root>";
    }

    private void onCall(HttpCall call) {
        if (call.action() == null) {
            world.answerCall(
                    call, 200, description("urn:schemas-upnp-org:service:WANIPConnection:" + version, "/ctl/IPConn"));
        } else if (call.action().contains("#GetExternalIPAddress")) {
            world.answerCall(
                    call,
                    200,
                    response("GetExternalIPAddress", "<NewExternalIPAddress>" + external + "</NewExternalIPAddress>"));
        } else if (!faultsInOrder.isEmpty()) {
            world.answerCall(call, 500, fault(faultsInOrder.removeFirst()));
        } else if (call.action().contains("#AddAnyPortMapping")) {
            world.answerCall(
                    call, 200, response("AddAnyPortMapping", "<NewReservedPort>" + reserved + "</NewReservedPort>"));
        } else if (call.action().contains("#AddPortMapping")) {
            world.answerCall(call, 200, response("AddPortMapping", ""));
        }
    }

    static String response(String action, String values) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><u:" + action
                + "Response xmlns:u=\"urn:schemas-upnp-org:service:WANIPConnection:1\">" + values + "</u:" + action
                + "Response></s:Body></s:Envelope>";
    }

    static String fault(int code) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault>"
                + "<faultcode>s:Client</faultcode><faultstring>UPnPError</faultstring><detail>"
                + "<UPnPError xmlns=\"urn:schemas-upnp-org:control-1-0\"><errorCode>" + code
                + "</errorCode></UPnPError></detail></s:Fault></s:Body></s:Envelope>";
    }
}
