package punchline.engine;

import org.jspecify.annotations.Nullable;
import punchline.engine.conversation.MessageId;
import punchline.engine.transcript.TranscriptFormat;
import punchline.protocol.PeerId;

/** What a front end may ask of a {@link Peer}. Every command may carry a {@code ref}, echoed in the events that answer it. */
public sealed interface Command {
    /** The asker's own mark, or null. */
    @Nullable
    String ref();

    /** Asks the servers who is listed; answered by {@link Event.Peers}. */
    record ListPeers(@Nullable String ref) implements Command {}

    /** Asks for the contacts and requests; answered by {@link Event.Contacts}. */
    record ListContacts(@Nullable String ref) implements Command {}

    /**
     * Wants a link to a peer, now and whenever both are there. Makes it a contact of mine; a stranger gets a request.
     * {@code greeting}, at most 280 characters, is shown with that request.
     */
    record Connect(
            @Nullable String ref, PeerId peer, @Nullable String greeting) implements Command {}

    /**
     * Opens an invite: a link that lets one person in, whom I need not accept. Answered by {@link Event.Invited}.
     *
     * @param hours how long by my clock, 1 to {@value #MAX_HOURS}
     */
    record Invite(@Nullable String ref, int hours) implements Command {
        /** What an invite is open for unless the person says something else: long enough for a letter to be answered. */
        public static final int USUAL_HOURS = 7 * 24;

        /** An invite that lies about in old mail shall not open the door for good. */
        public static final int MAX_HOURS = 30 * 24;
    }

    /** Asks which invites are open; answered by {@link Event.Invites}. */
    record ListInvites(@Nullable String ref) implements Command {}

    /** Closes an invite, named as {@link Event.Invited} named it. Answered by {@link Event.Invites}. */
    record Revoke(@Nullable String ref, String invite) implements Command {}

    /**
     * Wants a link to whoever gave that invite, as {@link Connect} does, and adds its servers.
     *
     * @param invite the link as a person pasted it
     */
    record Redeem(
            @Nullable String ref, String invite, @Nullable String greeting) implements Command {}

    /** Accepts a request. */
    record Accept(@Nullable String ref, PeerId peer) implements Command {}

    /** Rejects a request; a later {@link Accept} undoes it. */
    record Reject(@Nullable String ref, PeerId peer) implements Command {}

    /**
     * Takes nothing from someone known and gives it nothing, silently, until {@link Unblock}: to that person I look offline. What
     * waits for it stays queued.
     */
    record Block(@Nullable String ref, PeerId peer) implements Command {}

    /** Undoes {@link Block}: what stood between us is as it was before. */
    record Unblock(@Nullable String ref, PeerId peer) implements Command {}

    /** Sets my own name for someone known, 1 to 64 characters, shown in the place of its own; empty takes it away. */
    record Alias(@Nullable String ref, PeerId peer, String alias) implements Command {}

    /**
     * Asks for the safety number of the two of us; answered by {@link Event.SafetyNumber}.
     *
     * @param mark whether I compared it with the other, which is kept; null leaves that as it is
     */
    record Verify(
            @Nullable String ref, PeerId peer, @Nullable Boolean mark) implements Command {}

    /**
     * Sends a text of 1 to 65,536 bytes of UTF-8; to a peer who is away it is queued. A stranger gets a request, whose greeting
     * is the beginning of the text, and the message itself once it has accepted. Answered by {@link Event.State}.
     *
     * @param replyTo the message of this conversation that it answers, or null
     */
    record Send(
            @Nullable String ref,
            PeerId peer,
            String text,
            @Nullable MessageId replyTo) implements Command {
        /** A text that answers none in particular. */
        public Send(@Nullable String ref, PeerId peer, String text) {
            this(ref, peer, text, null);
        }
    }

    /** Puts another text, within the limits of {@link Send}, in the place of a message of mine. Answered by {@link Event.Changed}. */
    record Edit(@Nullable String ref, PeerId peer, MessageId id, String text) implements Command {}

    /** Takes back a message of mine on both sides, where a trace of it stays. Answered by {@link Event.Changed}. */
    record Delete(@Nullable String ref, PeerId peer, MessageId id) implements Command {}

    /**
     * Puts a sign of at most 32 bytes of UTF-8 beside a message, in the place of an earlier one of mine; empty takes that
     * away. Answered by {@link Event.Changed}.
     */
    record React(@Nullable String ref, PeerId peer, MessageId id, String emoji) implements Command {}

    /**
     * Takes back a message of mine that has not left, as if it had not been written. Answered by {@link Event.State}
     * {@code CANCELLED}; one that may have arrived can only be deleted.
     */
    record Cancel(@Nullable String ref, PeerId peer, MessageId id) implements Command {}

    /** Tries at once to send a message that waits; answered by {@link Event.Link}. */
    record Retry(@Nullable String ref, PeerId peer, MessageId id) implements Command {}

    /** What happened to a message of mine; answered by {@link Event.Timeline}. */
    record Timeline(@Nullable String ref, PeerId peer, MessageId id) implements Command {}

    /**
     * I have read the peer's messages up to {@code id}, or all that are here. The peer is told, unless that is switched off,
     * now or when both are there again.
     */
    record Read(@Nullable String ref, PeerId peer, @Nullable MessageId id) implements Command {}

    /**
     * I am writing to that peer. To be repeated while it is so; the peer is told at most every 3 s, while it is online, and
     * unless that is switched off.
     */
    record Typing(@Nullable String ref, PeerId peer) implements Command {}

    /**
     * Reads {@code limit} (1 to 1000) messages of a conversation: those just before one, those just after one, or one and those
     * around it; the last ones if none of the three is given. Answered by {@link Event.History}.
     */
    record History(
            @Nullable String ref,
            PeerId peer,
            int limit,
            @Nullable MessageId before,
            @Nullable MessageId after,
            @Nullable MessageId around)
            implements Command {
        /** Backwards, from the end if {@code before} is null. */
        public History(@Nullable String ref, PeerId peer, int limit, @Nullable MessageId before) {
            this(ref, peer, limit, before, null, null);
        }
    }

    /**
     * Looks for messages that show all words of {@code query}, in a conversation or, {@code peer} being null, in all. A word of
     * two letters or more is found as the beginning of a longer one; case and accents do not matter. Answered by {@link Event.Found}.
     *
     * @param query  1 to 256 characters with at most 16 words
     * @param limit  1 to 200
     * @param before {@link Event.Found#next} of an earlier answer, to go on from there; null to begin
     */
    record Search(
            @Nullable String ref,
            @Nullable PeerId peer,
            String query,
            int limit,
            @Nullable Long before) implements Command {}

    /**
     * Deletes a conversation, here: all that has been said is gone for good, and the other side is told nothing. What I wrote and
     * what has not left is cancelled; what may have left goes on being delivered, unseen. Answered by {@link Event.Cleared}.
     */
    record Clear(@Nullable String ref, PeerId peer) implements Command {}

    /**
     * Keeps the messages of a conversation for {@code days} (1 to 36,500, or 0 for ever) after they came or were written, and then removes
     * them here, within the hour. Answered by {@link Event.Retained}.
     */
    record Retain(@Nullable String ref, PeerId peer, int days) implements Command {}

    /**
     * Keeps what is being written to a peer, at most 65,536 bytes of UTF-8, across restarts; empty for nothing. Nobody is sent it. Not
     * to be given more often than every second. Answered by {@link Event.Draft}.
     */
    record Draft(@Nullable String ref, PeerId peer, String text) implements Command {}

    /**
     * Writes a conversation, or all of them, into a file for people or programs, private to the user. Answered by {@link Event.Exporting} now
     * and then, and {@link Event.Exported}.
     *
     * @param peer      null for all
     * @param file      its path; its directory must be there
     * @param overwrite whether a file that is there may be replaced
     */
    record Export(@Nullable String ref, @Nullable PeerId peer, String file, TranscriptFormat format, boolean overwrite)
            implements Command {}

    /** Answered by {@link Event.Status}. */
    record Status(@Nullable String ref) implements Command {}

    /**
     * Asks how the last attempts to reach a peer went; answered by {@link Event.Attempts}. If {@code redacted}, what comes can be given to anybody: it
     * names neither addresses nor people.
     */
    record Attempts(@Nullable String ref, PeerId peer, boolean redacted) implements Command {}

    /** Asks what is well and what is not, in plain words, and what would help; answered by {@link Event.Diagnosis}. */
    record Diagnose(@Nullable String ref) implements Command {}

    /**
     * Tries at once what would be tried later: servers that do not answer, contacts who are away. For a person who knows that
     * something has changed, and for whoever has just started a server.
     */
    record Reconnect(@Nullable String ref) implements Command {}

    /** Sets the name that others see, 1 to 64 characters. */
    record Rename(@Nullable String ref, String name) implements Command {}

    /**
     * Lets servers show me, with my address, to everyone, or not, from here on and after a restart too. Answered by {@link
     * Event.Status}. Who is not listed is found by those alone whom it asks for too.
     */
    record Visibility(@Nullable String ref, boolean listed) implements Command {}

    /** Adds a rendezvous server, {@code HOST:PORT}, and registers there. */
    record AddServer(@Nullable String ref, String server) implements Command {}

    /** Leaves a rendezvous server, {@code HOST:PORT}, and asks it nothing more. Answered by {@link Event.Status}. */
    record RemoveServer(@Nullable String ref, String server) implements Command {}

    /**
     * What others learn of me beside what I write, from here on; null leaves it as it is. Answered by {@link Event.Status}.
     *
     * @param typing       that I am writing, while I am
     * @param readReceipts how far I have read
     */
    record Disclose(
            @Nullable String ref,
            @Nullable Boolean typing,
            @Nullable Boolean readReceipts) implements Command {}

    /**
     * Copies the whole profile, key included, into a new encrypted file; answered by {@link Event.ProfileCopied}.
     *
     * @param passphraseFile whose first line becomes the passphrase of the file
     */
    record Backup(@Nullable String ref, String file, String passphraseFile) implements Command {}

    /**
     * Makes a new profile of such a file, beside the one in use; answered by {@link Event.ProfileCopied}.
     *
     * @param profile        its name, which must not be taken
     * @param passphraseFile whose first line is the passphrase of the file, and becomes that of the profile
     */
    record Import(@Nullable String ref, String file, String profile, String passphraseFile) implements Command {}
}
