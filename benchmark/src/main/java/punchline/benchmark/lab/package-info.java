/**
 * The NAT lab: real programs in network namespaces, behind real NATs of the kernel.
 *
 * <pre>
 *   home 1              router 1                 internet                  server
 *   192.168.1.2 ------- 192.168.1.1  203.0.113.11 ---+--- bridge --------- 203.0.113.1
 *   home 2              router 2                     |                     203.0.113.2
 *   192.168.2.2 ------- 192.168.2.1  203.0.113.12 ---+
 * </pre>
 *
 * <p>Everything lives in namespaces of its own, so that nothing outside is touched and all of it vanishes with the lab's
 * process. A {@link punchline.benchmark.lab.Cell} names the NATs, the package {@code network} builds them and proves that they
 * behave as they are called, and {@link punchline.benchmark.lab.ChatTrial} lets two people chat through them.
 */
@NullMarked
package punchline.benchmark.lab;

import org.jspecify.annotations.NullMarked;
