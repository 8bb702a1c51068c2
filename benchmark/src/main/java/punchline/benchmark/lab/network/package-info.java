/**
 * A small internet out of Linux network namespaces: homes, routers with the kernel's own NAT, carriers, a server host.
 *
 * <p>A {@link punchline.benchmark.lab.network.Topology} says what to build, {@link punchline.benchmark.lab.network.Network}
 * builds it, changes it while it is used and takes it away, and {@link punchline.benchmark.lab.network.NatCheck} proves that the
 * NATs behave as they are called. Everything lives in a {@link punchline.benchmark.lab.network.Sandbox}.
 */
@NullMarked
package punchline.benchmark.lab.network;

import org.jspecify.annotations.NullMarked;
