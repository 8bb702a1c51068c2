/** What the rendezvous server and its clients agree on: who a peer is, the messages, their text form, signatures, {@code server.txt}. */
@NullMarked
package punchline.protocol;

import org.jspecify.annotations.NullMarked;
