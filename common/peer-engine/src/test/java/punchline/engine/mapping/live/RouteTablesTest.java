package punchline.engine.mapping.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What systems print about their routes. */
class RouteTablesTest {
    private static final Optional<InetAddress> HOME = Optional.of(InetAddress.ofLiteral("192.168.1.1"));

    /** The one link that every machine has. */
    private static NetworkInterface loopback() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .filter(RouteTablesTest::isLoopback)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isLoopback(NetworkInterface link) {
        try {
            return link.isLoopback();
        } catch (SocketException e) {
            return false;
        }
    }

    /** As the kernel of this machine's byte order prints it. */
    private static String hex(String address) {
        ByteBuffer bytes = ByteBuffer.wrap(InetAddress.ofLiteral(address).getAddress());
        return String.format("%08X", bytes.order(ByteOrder.nativeOrder()).getInt());
    }

    private static String linux(String link, String to, String gateway, String flags, int metric, String mask) {
        return String.join(
                "\t", link, hex(to), hex(gateway), flags, "0", "0", Integer.toString(metric), hex(mask), "0", "0", "0");
    }

    @Test
    void ofSeveralDefaultRoutesOfLinuxTheLowestMetricCounts() {
        List<String> table = List.of(
                "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT     ",
                linux("wlan0", "0.0.0.0", "192.168.2.1", "0003", 600, "0.0.0.0"),
                linux("eth0", "0.0.0.0", "192.168.1.1", "0003", 100, "0.0.0.0"),
                linux("eth0", "192.168.1.0", "0.0.0.0", "0001", 0, "255.255.255.0"),
                linux("tun0", "10.0.0.0", "10.0.0.1", "0003", 0, "255.0.0.0"));

        assertThat(RouteTables.linuxIpv4(table)).isEqualTo(HOME);
    }

    @Test
    void aDefaultRouteWithoutARouterHasNoGateway() {
        assertThat(RouteTables.linuxIpv4(List.of("Iface", linux("tun0", "0.0.0.0", "0.0.0.0", "0001", 0, "0.0.0.0"))))
                .isEmpty();
        assertThat(RouteTables.linuxIpv4(List.of("Iface", linux("tun0", "0.0.0.0", "10.0.0.1", "0002", 0, "0.0.0.0"))))
                .as("a route that is down")
                .isEmpty();
    }

    @Test
    void linuxNamesTheRouterOfIpv6WithItsLink() throws SocketException {
        String link = loopback().getName();
        String zero = "0".repeat(32);
        List<String> table = List.of(
                zero + " 00 " + zero + " 00 " + zero + " ffffffff 00000001 00000000 00200200       " + link,
                "fe800000000000000000000000000000 40 " + zero + " 00 " + zero + " 00000100 00000002 00000000 00000001 "
                        + link,
                zero + " 00 " + zero + " 00 fe800000000000000000000000000001 00000400 00000002 00000000 00000003       "
                        + link,
                zero + " 00 " + zero + " 00 20010db8000000000000000000000001 00000500 00000002 00000000 00000003       "
                        + link);

        InetAddress found = RouteTables.linuxIpv6(table).orElseThrow();

        assertThat(found.getHostAddress()).startsWith("fe80:0:0:0:0:0:0:1%");
        assertThat(((Inet6Address) found).getScopeId()).isEqualTo(loopback().getIndex());
    }

    @Test
    void macOsListsTheRouteInUseFirst() {
        List<String> table = """
                Routing tables

                Internet:
                Destination        Gateway            Flags               Netif Expire
                default            link#22            UCSg                utun4
                default            192.168.1.1        UGScg                 en0
                default            192.168.2.1        UGScIg                en1
                127                127.0.0.1          UCS                   lo0
                """.lines().toList();

        assertThat(RouteTables.bsd(table, false)).isEqualTo(HOME);
        assertThat(RouteTables.bsd(table, true)).isEmpty();
    }

    @Test
    void macOsNamesTheRouterOfIpv6WithItsLink() throws SocketException {
        List<String> table = List.of(
                "default                                 fe80::1%" + loopback().getName() + "  UGcg  lo0",
                "default                                 fe80::%utun0  UGcIg  utun0");

        assertThat(RouteTables.bsd(table, true).orElseThrow().getHostAddress())
                .isEqualTo("fe80:0:0:0:0:0:0:1%" + loopback().getIndex());
    }

    @Test
    void windowsNamesTheRouterInARowOfItsOwn() {
        List<String> table = """
                ===========================================================================
                IPv4-Routentabelle
                ===========================================================================
                Aktive Routen:
                     Netzwerkziel    Netzwerkmaske          Gateway    Schnittstelle Metrik
                          0.0.0.0          0.0.0.0      192.168.2.1     192.168.2.20     50
                          0.0.0.0          0.0.0.0      192.168.1.1     192.168.1.20     25
                          0.0.0.0          0.0.0.0   Auf Verbindung        10.8.0.2      5
                        127.0.0.0        255.0.0.0   Auf Verbindung       127.0.0.1    331
                """.lines().toList();

        assertThat(RouteTables.windowsIpv4(table)).isEqualTo(HOME);
    }

    @Test
    void windowsNamesTheRouterOfIpv6WithTheNumberOfItsLink() throws SocketException {
        List<String> table = List.of(
                " If Metric Network Destination      Gateway",
                "  " + loopback().getIndex() + "    281 ::/0                     fe80::1",
                "  1    331 ::1/128                  On-link");

        assertThat(RouteTables.windowsIpv6(table).orElseThrow().getHostAddress())
                .isEqualTo("fe80:0:0:0:0:0:0:1%" + loopback().getIndex());
    }

    @Test
    void whatIsNotUnderstoodIsLeftOut() {
        List<String> noise = List.of(
                "",
                "default",
                "default x y z",
                "0.0.0.0 0.0.0.0 999.1.1.1 1.2.3.4 5",
                "a\tzz\tzz\tzz\t0\t0\tx\tzz",
                "eth0\t00000000\tnonsense\t0003\t0\t0\tx\t00000000",
                "1 2 ::/0 evil.example",
                "\u0000\u0001");

        assertThat(RouteTables.linuxIpv4(noise)).isEmpty();
        assertThat(RouteTables.linuxIpv6(noise)).isEmpty();
        assertThat(RouteTables.bsd(noise, false)).isEmpty();
        assertThat(RouteTables.bsd(noise, true)).isEmpty();
        assertThat(RouteTables.windowsIpv4(noise)).isEmpty();
        assertThat(RouteTables.windowsIpv6(noise)).isEmpty();
    }
}
