package punchline.engine.mapping;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import punchline.engine.Deadline;

/** A port mapper in virtual time, with a router that does what a test says. */
final class MapperWorld {
    static final int PORT = 50_001;
    static final Gateway ROUTER = new Gateway(address("192.168.1.1"), address("192.168.1.20"));
    static final InetSocketAddress PCP = new InetSocketAddress(ROUTER.address(), 5351);
    static final long ANSWER_MILLIS = 5;

    /** Far from zero, and close to where nanoseconds overflow. */
    long nowNanos = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(3);

    final PortMapper mapper = new PortMapper(MappingConfig.DEFAULT, PORT, new Random(1));
    final List<Sent> sent = new ArrayList<>();
    final List<HttpCall> calls = new ArrayList<>();
    final List<MappingEvent> events = new ArrayList<>();

    /** What the router does with each datagram, and each call. */
    Consumer<byte[]> onPort5351 = request -> {};

    Consumer<byte[]> onSearch = request -> {};
    Consumer<HttpCall> onCall = call -> {};
    private final long startNanos = nowNanos;
    private final List<Pending> pending = new ArrayList<>();

    record Sent(long atMillis, GatewayTransmit transmit) {
        boolean isTo(int port) {
            return transmit.to().getPort() == port;
        }

        byte[] payload() {
            return transmit.payload();
        }
    }

    private record Pending(long atNanos, Runnable what) {}

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    MapperWorld start() {
        mapper.onGateways(nowNanos, List.of(ROUTER));
        drain();
        return this;
    }

    /** The router says so after a few milliseconds. */
    void answer(byte[] datagram) {
        arriveLater(PCP, datagram);
    }

    void answerSearch(String location) {
        arriveLater(new InetSocketAddress(ROUTER.address(), 1900), ssdp(location));
    }

    static byte[] ssdp(String location) {
        return ("HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=120\r\nST: urn:schemas-upnp-org:device:InternetGatewayDevice:1\r\n"
                        + "Location: " + location + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    void answerCall(HttpCall call, int status, String body) {
        XmlElement document = XmlElement.read(body.getBytes(StandardCharsets.UTF_8));
        later(ANSWER_MILLIS, () -> mapper.onHttp(nowNanos, call.id(), new HttpOutcome.Answered(status, document)));
    }

    void later(long millis, Runnable what) {
        pending.add(new Pending(nowNanos + TimeUnit.MILLISECONDS.toNanos(millis), what));
    }

    void arriveLater(InetSocketAddress source, byte[] datagram) {
        later(ANSWER_MILLIS, () -> mapper.onDatagram(nowNanos, ROUTER, source, datagram));
    }

    void arrive(InetSocketAddress source, byte[] datagram) {
        mapper.onDatagram(nowNanos, ROUTER, source, datagram);
        drain();
    }

    long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(nowNanos - startNanos);
    }

    /** Lets that time pass. */
    void advance(long time, TimeUnit unit) {
        long untilNanos = nowNanos + unit.toNanos(time);
        for (Pending next = next(); next.atNanos - untilNanos <= 0; next = next()) {
            pending.remove(next);
            if (nowNanos - next.atNanos > 0) {
                throw new AssertionError("a deadline of the past");
            }
            nowNanos = next.atNanos;
            next.what.run();
            drain();
        }
        nowNanos = untilNanos;
    }

    /** What happens next: an answer that is on its way, or the mapper's deadline; at the end of time if nothing does. */
    private Pending next() {
        Deadline deadline = mapper.deadline();
        Pending first = deadline == null
                ? new Pending(startNanos + Long.MAX_VALUE / 2, () -> {})
                : new Pending(deadline.atNanos(), this::wake);
        for (Pending one : pending) {
            if (one.atNanos - first.atNanos <= 0) {
                first = one;
            }
        }
        return first;
    }

    private void wake() {
        mapper.onDeadline(nowNanos);
        Deadline after = mapper.deadline();
        if (after != null && after.atNanos() - nowNanos <= 0) {
            throw new AssertionError("a deadline that stays due: " + after);
        }
    }

    void millis(long millis) {
        advance(millis, TimeUnit.MILLISECONDS);
    }

    void drain() {
        for (GatewayTransmit next = mapper.pollTransmit(); next != null; next = mapper.pollTransmit()) {
            sent.add(new Sent(nowMillis(), next));
            if (next.to().equals(PCP)) {
                onPort5351.accept(next.payload());
            } else {
                onSearch.accept(next.payload());
            }
        }
        for (HttpCall next = mapper.pollCall(); next != null; next = mapper.pollCall()) {
            calls.add(next);
            onCall.accept(next);
        }
        for (MappingEvent next = mapper.pollEvent(); next != null; next = mapper.pollEvent()) {
            events.add(next);
        }
    }

    List<Sent> sentTo(int port, Predicate<byte[]> which) {
        return sent.stream()
                .filter(one -> one.isTo(port) && which.test(one.payload()))
                .toList();
    }

    List<Long> timesOf(int port, Predicate<byte[]> which) {
        return sentTo(port, which).stream().map(Sent::atMillis).toList();
    }

    @Nullable
    Mapping mapping() {
        return mapper.status().mapping();
    }

    static boolean isPcpMap(byte[] request) {
        return request.length == 60 && request[0] == 2 && request[1] == 1;
    }

    static boolean isPcpAnnounce(byte[] request) {
        return request.length == 24 && request[0] == 2 && request[1] == 0;
    }

    static boolean isNatPmp(byte[] request) {
        return request[0] == 0;
    }
}
