package io.callwarden.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Notices on their way. A notice waits until it is delivered or given up; what was given up stays to be looked at and sent again.
 * Several agents may work on one outbox. Thread-safe; every method may block on the database and throws a RuntimeException whose message is
 * one sentence when it does not answer.
 */
public interface Outbox {
    /** Where a notice stands. */
    enum State {
        WAITING,
        DELIVERED,
        DEAD
    }

    /**
     * A notice in the box.
     *
     * @param id of the row
     * @param attempts deliveries tried so far
     * @param nextAt not to be tried before
     * @param problem why the last attempt failed; null where none did
     */
    record Waiting(long id, Notice notice, State state, int attempts, Instant nextAt, String problem) {}

    /**
     * How full it is, for one receiver.
     *
     * @param waiting notices not delivered yet
     * @param oldest when the oldest of them happened; null where none waits
     * @param dead notices given up and still kept
     */
    record Depth(long waiting, Instant oldest, long dead) {}

    /**
     * Takes notices to deliver them now: of each subject only the oldest that waits, so none overtakes another; none that somebody else
     * holds, and none before its time.
     *
     * @param hold how long they are this agent's; after that anybody may take them again
     */
    List<Waiting> take(String receiver, Instant now, Duration hold, int atMost);

    /**
     * Takes all that wait for a receiver, to deliver them now as one: those of one subject too, in the order in which they were written.
     * None before the first of them was tried in vain and is due again, or has waited long enough for others to join it, and none while
     * somebody else holds it.
     *
     * @param gather how long the first waits for others
     * @param hold how long they are this agent's; after that anybody may take them again
     */
    List<Waiting> takeTogether(String receiver, Instant now, Duration gather, Duration hold, int atMost);

    /** When it is worth while to {@link #takeTogether} again; empty where none waits. */
    Optional<Instant> nextDueTogether(String receiver, Duration gather);

    /** They were delivered. */
    void delivered(List<Long> ids, Instant now);

    /** They were not delivered, and are to be tried again; what waits behind them waits as long. */
    void postpone(List<Long> ids, Instant nextAt, String problem);

    /** They were not delivered, and are not tried any more. */
    void giveUp(List<Long> ids, Instant now, String problem);

    /**
     * Gives up some of what waits to no purpose. Looks at all that waits: not to be asked for more than once a minute.
     *
     * @param since waiting from before this moment on
     * @param leastAttempts tried so often at least
     * @return how many
     */
    int giveUpOld(String receiver, Instant since, int leastAttempts, Instant now);

    /** Puts back what was taken and not tried, as if it had not been taken. */
    void release(List<Long> ids, Instant now);

    /** When it is worth while to take again; empty where none waits. A notice that may not overtake another does count. */
    Optional<Instant> nextDue(String receiver);

    /** How full it is, by receiver; receivers without notices may be missing. Counts: not to be asked for more than several times a minute. */
    Map<String, Depth> depths();

    /** Notices of one receiver, or of all where it is null, in one state, oldest first. */
    List<Waiting> list(String receiver, State state, int atMost);

    /**
     * Lets notices that were given up be tried again from now on.
     *
     * @param receiver null for all
     * @param id of a single one; null for all of the receiver
     * @return how many
     */
    int sendAgain(String receiver, Long id, Instant now);

    /**
     * Forgets notices that were delivered, or given up, before a moment; returns how many.
     *
     * @throws IllegalArgumentException for those that wait
     */
    int forget(State state, Instant before, int atMost);

    /** How many notices to a receiver were not put into the box since the agent started, because too many were waiting. Answers at once. */
    long dropped(String receiver);

    /** Is told, on the writer's thread, that new notices lie in the box; must not block. */
    void onNew(Runnable listener);
}
