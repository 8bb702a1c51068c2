package punchline.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.Command;
import punchline.engine.Peer;
import punchline.engine.invite.InviteLink;
import punchline.local.LocalAnswers;
import punchline.local.LocalQuestion;

/**
 * Somebody clicks a link, or the icon once more, while the profile is open: the program that then starts hands it to the
 * one that runs, and ends. The socket lies in the profile, which only its owner may enter.
 */
final class Handover {
    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    /** It only submits a command. */
    private static final Duration MAX_ANSWER = Duration.ofSeconds(5);

    private static final String TAKEN = "ok";

    private Handover() {}

    private static Path socket(Path profile) {
        return profile.resolve("open.sock");
    }

    /**
     * Hands over.
     *
     * @param profile its directory
     * @param invite  null if there is none, and the window is only to be seen
     * @return whether another program had the profile open and took it
     */
    static boolean toRunning(Path profile, @Nullable String invite) {
        Path socket = socket(profile);
        if (!Files.exists(socket)) {
            return false;
        }
        try {
            return LocalQuestion.ask(socket, invite == null ? "" : invite, MAX_ANSWER)
                    .equals(TAKEN);
        } catch (IOException e) {
            // Left over by a program that was killed.
            return false;
        }
    }

    /**
     * Takes what others hand over, until closed.
     *
     * @param profile its directory, held by this program
     * @param show    brings the front end before the person; any thread
     * @return null if there is no socket to be had; then whoever comes is told that the profile is open
     */
    static @Nullable LocalAnswers listen(Path profile, Peer peer, Runnable show) {
        try {
            return LocalAnswers.open(socket(profile), invite -> take(invite, peer, show));
        } catch (IOException e) {
            LOG.info("nothing can be handed over: {}", e.toString());
            return null;
        }
    }

    private static String take(String invite, Peer peer, Runnable show) {
        if (!invite.isEmpty()) {
            if (!InviteLink.isMeantBy(invite)) {
                return "this is no invite";
            }
            peer.submit(new Command.Redeem(null, invite, null));
        }
        show.run();
        return TAKEN;
    }
}
