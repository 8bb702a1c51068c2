package punchline.client.ui.notify;

import punchline.protocol.PeerId;

/**
 * Something to tell.
 *
 * @param peer  whose conversation it leads to; a later one about the same takes its place
 * @param title one line
 * @param body  what there is to say, as plain text
 */
public record Notice(PeerId peer, String title, String body) {}
