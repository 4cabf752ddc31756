package io.callwarden.store;

import io.callwarden.call.BlindInterval;
import io.callwarden.call.Call;
import io.callwarden.notify.Announcer;
import io.callwarden.notify.Outbox;
import io.callwarden.notify.OutboxConfig;
import io.callwarden.recovery.Recovery;
import io.callwarden.recovery.TaskNews;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The calls on record. Thread-safe; every method may block on the disk or the network and throws {@link StoreException} when the
 * database does not answer. Times are kept to the microsecond.
 */
public interface CallStore extends AutoCloseable {
    /**
     * Connects and brings the tables up to date, once; the other methods do it by themselves where it was not done.
     *
     * @throws StoreException saying why it is not possible now
     */
    void prepare();

    /**
     * Writes records; when this returns they survive a power cut. What is there already stays as it is, so writing twice is harmless.
     *
     * @return how many of the calls were new
     */
    int write(List<Call> calls, List<BlindInterval> intervals);

    /**
     * As the other, for records that waited: what follows from them is told as it was then. A customer whose deadline passed since is not overdue yet,
     * for a record that still waits may tell that he was reached.
     *
     * @param completeUntil up to when everything that this agent heard is on record with these
     */
    int write(List<Call> calls, List<BlindInterval> intervals, Instant completeUntil);

    /** The call of that id, as {@code pbx1-1795415864.6}. */
    Optional<Call> find(String id);

    /** The calls that pass the filter, in its order and up to its limit, all in memory. */
    List<Call> list(CallFilter filter);

    /**
     * Gives the calls that pass the filter one by one, in its order and up to its limit. Holds no more than some hundred in memory, and
     * neither a connection nor a transaction while the reader is at work, so millions can be read however slow the reader is.
     */
    void forEach(CallFilter filter, Consumer<Call> reader);

    /** How many calls pass the filter; its limit does not count. */
    long count(CallFilter filter);

    /**
     * Blind intervals that overlap a time, earliest first.
     *
     * @param pbx of this PBX only; null for all
     */
    List<BlindInterval> blindIntervals(String pbx, Instant from, Instant until);

    /**
     * Deletes some of the calls that started, and of the blind intervals and the tasks of missed customers that ended, before a moment; oldest
     * first. Calls of a task that stays are kept with it.
     *
     * @param atMost how many calls to delete in this one transaction
     * @return how many calls were deleted; fewer than {@code atMost} means that none are left
     */
    int deleteBefore(Instant moment, int atMost);

    /**
     * Makes room for the calls of the next months where the database keeps each month apart, as PostgreSQL does; elsewhere there is nothing to
     * do. To be called now and then: opening does it too, but an agent runs for years.
     */
    void makeMonths();

    /**
     * Drops whole months that ended before a moment where the database keeps each month apart, oldest first, up to one that has calls of a task
     * that stays; and the tasks that ended before it. All else is for {@link #deleteBefore}.
     *
     * @return how many calls went with them
     */
    long dropMonthsBefore(Instant moment);

    /**
     * Masks numbers, and removes names, of people outside in calls that started before a moment, and in call-backs that ended before it; oldest
     * first. To be called again with the same moment until all are looked at. One thread.
     *
     * @param atMost how many calls to look at
     * @return how many were; fewer than {@code atMost} means that none are left
     */
    int maskBefore(Instant moment, int atMost);

    /** Deletes blind intervals that ended before a moment. */
    void deleteBlindBefore(Instant moment);

    /** Lets late calls of people who were forgotten before a moment be recorded as ever. */
    void endForgettingBefore(Instant moment);

    /** How many rows each table has, by its name. Reads them all on some databases: not to be asked for often. */
    Map<String, Long> rows();

    /** The version of the tables; empty until they are known to be up to date. Answers at once. */
    String schemaVersion();

    /**
     * The missed customers, in the same database.
     *
     * @throws IllegalStateException if it was opened without following missed calls
     */
    TaskStore tasks();

    /**
     * Removes a person: his calls stay as calls of nobody, his call-backs end and stay as those of nobody, and what is to be told of him
     * goes. Calls of his that go on, or wait to be written, are written as calls of nobody.
     *
     * @param dryRun only says what there is
     * @throws IllegalStateException if it was opened without following missed calls
     */
    Forgotten forget(Person person, boolean dryRun);

    /**
     * Rewrites the file of the built-in database, so that it holds no bytes of what was deleted; of another database nothing. Whatever
     * else is asked of this object waits, or fails.
     */
    void rewriteFile();

    /** What is to be told, in the same database; always the same object. */
    Outbox outbox();

    /**
     * Tells {@code listener} from now on what changed about tasks, after each commit that this object made, on the thread that made it. It must not
     * block.
     *
     * @throws IllegalStateException if it was opened without following missed calls
     */
    void onTaskNews(Consumer<List<TaskNews>> listener);

    /** The file that all of it is in, to be backed up while it is open; empty where a server has it. */
    Optional<EmbeddedDatabase> embedded();

    @Override
    void close();

    /**
     * The store that the configuration names. Does not connect yet.
     *
     * @throws IllegalArgumentException for a URL of another database; the message says what is allowed
     */
    static CallStore open(StoreConfig config) {
        return new JdbcCallStore(
                Database.of(config, Clock.systemUTC()),
                config.dataDir(),
                null,
                Announcer.NOBODY,
                () -> OutboxConfig.DEFAULT,
                Clock.systemUTC());
    }

    /**
     * As the other, and follows missed calls: whoever is written into it moves the tasks of its customer in the same transaction.
     *
     * @param announcer what is put into the outbox, in that transaction too
     * @param clock for what time alone changes
     */
    static CallStore open(StoreConfig config, Recovery recovery, Announcer announcer, Clock clock) {
        return open(config, recovery, announcer, OutboxConfig.DEFAULT, clock);
    }

    /** As the other, with an outbox of another size. */
    static CallStore open(
            StoreConfig config, Recovery recovery, Announcer announcer, OutboxConfig outbox, Clock clock) {
        return open(config, recovery, announcer, () -> outbox, clock);
    }

    /** As the other, with an outbox whose size is asked for whenever it counts. */
    static CallStore open(
            StoreConfig config, Recovery recovery, Announcer announcer, Supplier<OutboxConfig> outbox, Clock clock) {
        return new JdbcCallStore(Database.of(config, clock), config.dataDir(), recovery, announcer, outbox, clock);
    }
}
