/**
 * Which rendezvous servers this client uses, and the one that it runs itself when {@code server.txt} names this machine
 * and nothing answers there.
 */
@NullMarked
package punchline.client.server;

import org.jspecify.annotations.NullMarked;
