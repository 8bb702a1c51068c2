/**
 * What the rendezvous server and its clients agree on: who a peer is, the messages, their text form, signatures, {@code
 * server.txt}.
 *
 * <p>A message is one UDP datagram of at most 1200 bytes of UTF-8: a verb, then optionally a space and an argument. CR
 * and LF at its end do not count. Of the JSON form {@code v} is the version, unknown fields are ignored, fields marked ?
 * may be absent; an answer echoes the request's {@code ref}, and what the server says unasked carries the receiver's
 * {@code notice} secret.
 *
 * <pre>
 * plain form        punch                      →  punched
 *                   list  |  list N            →  0: ('203.0.113.7', 50001) LF 2: ('2001:db8::7', 50001)
 *                   peer N                     →  ["203.0.113.7", 50001]
 *                   anything else              →  error WORDS
 *
 * JSON form
 * punch {v, ref, pad}                          →  punched {v, ref, cookie, observed}
 * punch {v, ref, cookie, body, sig}            →  punched {v, ref, observed, number?, ttl, token, notice}
 *        body = "{id, key, name, hosts, nat, listed}", a text, signed as it stands
 * punch {v, ref, token, rtt}                   →  the same: a refresh
 * punch {v, ref, look:true, pad}               →  punched {v, ref, observed}
 * list  {v, ref, token?, from}                 →  peers {v, ref, peers:[{number, id, name}], next?}
 * peer  {v, ref, token, id, attempt, round,    →  peer {v, ref, id, known:true, key, name, observed, nat, hosts}
 *        rtt, candidates, samples, consent?}      peer {v, ref, id, known:false}
 *        consent = {address, expires, sig}
 * bye   {v, ref, token}                        →  nothing
 *                                   any of them →  error {v, ref, code, message}
 *
 * notices                   to the asked       →  peer {v, notice, attempt, round, PEER}
 *                           to both            →  go {v, notice, attempt, round, wait, PEER}
 *                           to an old address  →  error {v, notice, code:"replaced", message}
 *        PEER = id, key, name, observed, nat, candidates, samples, consent?
 *
 * text of      endpoint  203.0.113.7:50001 | [2001:db8::7]:50001
 *              id        SHA-256 of the key, 52 characters of base32, lower case, no padding
 *              key       P-256 SubjectPublicKeyInfo, uncompressed, named curve, base64url without padding, as all below
 *              cookie, token, notice   16 bytes
 *              sig       ECDSA with SHA-256, r then s, 64 bytes
 *              ref, attempt   1 to 22 characters of base64url, chosen by the client
 * signed bytes registration   "punchline registration 1" LF, the 16 bytes of the cookie, the bytes of body
 *              consent        "punchline random probing 1" LF, own id LF, prober's id LF, attempt LF, address LF, expires
 *                             in decimal: seconds since 1970
 * </pre>
 */
@NullMarked
package punchline.protocol;

import org.jspecify.annotations.NullMarked;
