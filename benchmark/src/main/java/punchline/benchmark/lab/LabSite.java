package punchline.benchmark.lab;

import java.net.InetAddress;
import java.util.concurrent.Callable;
import punchline.benchmark.bulk.Site;
import punchline.benchmark.lab.network.NamespaceSockets;
import punchline.benchmark.lab.network.Topology.Host;

/** A host of the lab, whose sockets this process opens in its namespace. Its router keeps ports, as far as they are free. */
record LabSite(Host host) implements Site {
    @Override
    public InetAddress local() {
        return InetAddress.ofLiteral(host.address());
    }

    @Override
    public InetAddress outer() {
        return InetAddress.ofLiteral(host.home().outerAddress());
    }

    @Override
    public <T> T open(Callable<T> opening) {
        return NamespaceSockets.within(host.namespace(), opening);
    }
}
