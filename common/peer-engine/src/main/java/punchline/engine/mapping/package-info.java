/**
 * Port mapping: asks the default gateway to pass datagrams for this peer's long-lived socket in from the outside, by PCP (RFC
 * 6887), NAT-PMP (RFC 6886) or UPnP-IGD, whichever answers first. {@link punchline.engine.mapping.PortMapper} is the machine;
 * {@code mapping.live} has the real gateways.
 *
 * <p>A {@link punchline.engine.mapping.PortMapper} has a {@code GatewayLadder} for each gateway, which starts one {@code
 * MappingClient} after the other:
 *
 * <pre>
 *            0 ms PCP ─┐
 *          250 ms NAT-PMP ─┤ first one mapped      renewed at half of the lease
 *          500 ms UPnP ────┴───────────────▶ MAPPED ──┐
 *   SEARCHING                                  │  ▲───┘
 *      ▲  │ all silent or refused              │ refused, silent, gateway restarted
 *      │  ▼                                    ▼
 *      RESTING 10 min                      SEARCHING; the mapping is kept until it has expired, unless refused
 * </pre>
 *
 * <p>PCP, to and from port 5351, big-endian; the MAP request and its answer have 60 bytes, ANNOUNCE and its answer the first 24:
 *
 * <pre>
 *  0  version 2         1        0  version 2         1
 *  1  opcode            1        1  opcode | 0x80     1     0 ANNOUNCE, 1 MAP
 *  2  reserved          2        2  reserved          1
 *                                3  result            1
 *  4  lifetime wanted   4        4  lifetime          4     seconds; of an error, how long it will last
 *  8  my address       16        8  epoch             4     seconds since the gateway lost its mappings
 *                               12  reserved         12
 * 24  nonce            12       24  nonce            12     what proves that a mapping is mine
 * 36  protocol, 17      1       36  protocol, 17      1
 * 37  reserved          3       37  reserved          3
 * 40  internal port     2       40  internal port     2
 * 42  external wanted   2       42  external port     2
 * 44  address wanted   16       44  external address 16     IPv6, or IPv4-mapped
 * </pre>
 *
 * <p>NAT-PMP, between the same ports:
 *
 * <pre>
 *  0  version 0         1        0  version 0         1
 *  1  opcode            1        1  opcode | 0x80     1     0 the external address, 1 map UDP
 *                                2  result            2
 *                                4  epoch             4
 *                                8  external address  4     (opcode 0, which asks with 2 bytes)
 *  2  reserved          2
 *  4  internal port     2        8  internal port     2     (opcode 1)
 *  6  external wanted   2       10  external port     2
 *  8  lifetime wanted   4       12  lifetime          4
 * </pre>
 */
@NullMarked
package punchline.engine.mapping;

import org.jspecify.annotations.NullMarked;
