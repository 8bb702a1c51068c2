package punchline.engine.rendezvous;

import java.util.List;

/**
 * Every time and limit of a {@link RendezvousClient}; the reasons are with {@link #DEFAULT}.
 *
 * @param greeting              when a registration knocks, and the look beside it
 * @param request               when any other request is sent
 * @param ask                   when an ask for a peer is sent
 * @param look                  when a look from a probing socket is sent
 * @param refresh               when a refresh is sent
 * @param pausesMillis          between failed registrations, the last one for ever
 * @param pauseJitterPercent    how much a pause may be shorter or longer
 * @param firstRefreshMillis    from the first registration after a start to its first refresh
 * @param refreshMinMillis      least time from an answer to the next refresh
 * @param refreshMaxMillis      most time from an answer to the next refresh
 * @param refreshFloorMillis    the soonest refresh that a short time to live can bring
 * @param profileHoldMillis     how long changes of the profile are collected
 * @param maxChallenges         fresh cookies taken in one registration
 * @param maxListPages          pages read for one list
 * @param askIntervalMillis     between two asks of {@link RendezvousClient#askAll}
 * @param maxQueuedAsks         asks that wait to be sent, of each kind
 * @param maxAsksInFlight       asks that wait for an answer
 * @param maxAskTries           sendings of an ask that the server refused for the moment
 * @param busyPauseMillis       how long such an ask rests
 * @param byeCopies             datagrams that say goodbye
 * @param maxForeignWordsChars  how much of a server's own words is shown
 */
public record RendezvousConfig(
        Schedule greeting,
        Schedule request,
        Schedule ask,
        Schedule look,
        Schedule refresh,
        List<Integer> pausesMillis,
        int pauseJitterPercent,
        int firstRefreshMillis,
        int refreshMinMillis,
        int refreshMaxMillis,
        int refreshFloorMillis,
        int profileHoldMillis,
        int maxChallenges,
        int maxListPages,
        int askIntervalMillis,
        int maxQueuedAsks,
        int maxAsksInFlight,
        int maxAskTries,
        int busyPauseMillis,
        int byeCopies,
        int maxForeignWordsChars) {
    public static final RendezvousConfig DEFAULT = new RendezvousConfig(
            // Four knocks in the first second get through 20 % loss 998 times of 1000; a person hears of silence in 3
            // s.
            new Schedule(List.of(0, 100, 300, 700), 3000),
            // Doubling, so that a busy server gets air; most round trips are below 300 ms, so most are sent once.
            new Schedule(List.of(0, 300, 900, 2100), 4000),
            // A person waits for it, and hears of silence in 3 s.
            new Schedule(List.of(0, 300, 900, 2000), 3000),
            // The round of an attempt waits for it, so that what is late is left out.
            new Schedule(List.of(0, 100, 300), 700),
            // Nobody waits for a refresh: one repeat a second, and the registration outlives them all.
            new Schedule(List.of(0, 1000, 2000, 3000), 4000),
            // Of the retry backoff, kept so that pause and knocks together stay below 30 s.
            List.of(1000, 1000, 2000, 4000, 8000, 16_000, 23_000),
            // Clients of a restarted server come back spread out.
            10,
            // A refresh carries the round trip, which the server needs when somebody asks for this peer.
            500,
            // Most NATs keep a UDP mapping for 30 s or more; registrations live 60 to 90 s.
            20_000,
            26_000,
            // A server that lets registrations live for less would have its clients refresh, and sign, without end.
            5_000,
            // Name, candidates and NAT class change together at start-up and need one signature, not three.
            250,
            // One when the cookie has just expired, one when the address has just changed, one to spare.
            3,
            // About ten peers a page: more than a person reads, less than a hostile server can fill memory with.
            128,
            // Eight a second, as often as a server takes them without end.
            125,
            // The largest address book that is asked for at once.
            2000,
            // A round trip of 4 s at the pace above, and those asked by hand.
            64,
            // Refusals for the moment end within a few seconds or are not for the moment.
            3,
            2000,
            // Nothing answers a goodbye, and without it the others see a ghost for up to 90 s.
            2,
            // One line of a status bar.
            120);

    public RendezvousConfig {
        pausesMillis = List.copyOf(pausesMillis);
    }

    /**
     * When the datagrams of one request leave and when it has failed, counted from its start.
     *
     * @param offsetsMillis from 0, ascending; there are never more datagrams than these
     * @param giveUpMillis after the last offset
     */
    public record Schedule(List<Integer> offsetsMillis, int giveUpMillis) {
        public Schedule {
            offsetsMillis = List.copyOf(offsetsMillis);
            if (offsetsMillis.isEmpty() || offsetsMillis.getLast() >= giveUpMillis) {
                throw new IllegalArgumentException("a request is sent, and then waited for");
            }
        }
    }
}
