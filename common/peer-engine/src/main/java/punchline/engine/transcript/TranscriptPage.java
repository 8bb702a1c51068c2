package punchline.engine.transcript;

import java.util.List;
import punchline.engine.HistoryMessage;
import punchline.protocol.PeerId;

/**
 * Some messages of one conversation, in order.
 *
 * @param name    what people call the peer
 * @param ownName mine
 * @param first   whether the conversation begins with it
 */
public record TranscriptPage(PeerId peer, String name, String ownName, boolean first, List<HistoryMessage> messages) {
    /** Who wrote one of them. */
    String author(HistoryMessage message) {
        return message.mine() ? ownName : name;
    }
}
