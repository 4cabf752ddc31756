package io.callwarden.store;

import io.callwarden.recovery.LiveTalks;
import io.callwarden.recovery.LiveTalks.Heard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What agents on one database tell each other through it, on a thread of its own: that they are there, which PBXs they watch, and whom their
 * PBXs are talking to right now. So a customer who is being talked to at one site counts as such at all of them, and two PBXs of one name
 * are noticed. A database that only one agent can open needs none of it. To be closed before the store.
 */
public final class Neighbours implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Neighbours.class);

    private static final Duration TICK = Duration.ofMillis(250);
    private static final int TICKS_BETWEEN_SIGNS = 20;
    /** A PBX that was just restarted is known to one agent before the other. */
    private static final int SIGNS_BEFORE_REFUSAL = 3;

    private static final int LONGEST_NAME = 200;
    /** Until the record of a talk is surely there. */
    private static final Duration KEPT_AFTER_THE_END = Duration.ofMinutes(2);

    private final JdbcCallStore store;
    private final LiveTalks talks;
    private final Clock clock;
    private final String name = machine();
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();
    private final Map<String, Integer> suspicions = new HashMap<>();
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private final Map<String, Heard> told = new HashMap<>();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        Thread made = new Thread(work, "store-neighbours");
        made.setDaemon(true);
        return made;
    });
    private long toldVersion = -1;
    private int ticks;
    private boolean away;

    /**
     * A PBX that is watched here, and which machine it is.
     *
     * @param systemName null while it is not heard
     * @param bootedAt null while it is not heard, or where it does not tell
     */
    record Watched(String name, String systemName, Instant bootedAt) {
        Watched {
            systemName =
                    systemName == null ? null : systemName.substring(0, Math.min(systemName.length(), LONGEST_NAME));
        }
    }

    /**
     * Begins with {@link #start}.
     *
     * @param talks whom this agent hears
     */
    public Neighbours(CallStore store, LiveTalks talks, Clock clock) {
        this.store = (JdbcCallStore) store;
        this.talks = talks;
        this.clock = clock;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    /** Begins where the database is one that other agents may use; to be called once. */
    public void start() {
        if (store.isShared()) {
            thread.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** A PBX is heard that says this of itself. Any thread. */
    public void hears(String pbx, String systemName, Instant bootedAt) {
        watched.put(pbx, new Watched(pbx, systemName, bootedAt));
    }

    /** A PBX is not heard any more: when it is again it may be another run of it. Any thread. */
    public void lost(String pbx) {
        watched.put(pbx, new Watched(pbx, null, null));
    }

    /** A PBX is not watched any more: another agent may watch it from now on. Any thread. */
    public void forget(String pbx) {
        watched.remove(pbx);
        refused.remove(pbx);
    }

    /** Why calls of that PBX must not be recorded, one sentence with the remedy; empty where they may. Any thread. */
    public Optional<String> refusal(String pbx) {
        return Optional.ofNullable(refused.get(pbx));
    }

    /** Tells at once what else is told within a quarter of a second or, of who is there, within some seconds; comes back when it is told. */
    public void tell() {
        if (store.isShared()) {
            try {
                CompletableFuture.runAsync(() -> round(true), thread).join();
            } catch (RejectedExecutionException e) {
                log.debug("Closed while neighbours were to be told", e);
            }
        }
    }

    private void tick() {
        round(ticks++ % TICKS_BETWEEN_SIGNS == 0);
    }

    private void round(boolean sign) {
        try {
            if (sign) {
                giveSign();
            }
            tellTalks(sign);
            if (away) {
                log.info("Other agents on {} are heard of again", store);
            }
            away = false;
        } catch (StoreException e) {
            // Others may have taken away meanwhile what was told.
            told.clear();
            toldVersion = -1;
            ticks = 0;
            if (!away) {
                log.warn("Other agents on the database are not heard of: {}. Trying again", e.getMessage());
            }
            away = true;
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            log.error("Other agents could not be told this time; please report this with the log", e);
        }
    }

    private void giveSign() {
        List<Watched> pbxs = List.copyOf(watched.values());
        Map<String, String> namesakes = store.withAgents(agents -> {
            agents.seen(name);
            agents.watches(pbxs);
            return agents.namesakes();
        });
        store.takeOverFromGoneAgents();
        judge(namesakes);
    }

    private void judge(Map<String, String> namesakes) {
        suspicions.keySet().retainAll(namesakes.keySet());
        namesakes.keySet().forEach(pbx -> suspicions.merge(pbx, 1, Integer::sum));
        for (String pbx : List.copyOf(refused.keySet())) {
            if (!namesakes.containsKey(pbx)) {
                refused.remove(pbx);
                log.info("Calls of {} are recorded again: no other PBX has this name any more", pbx);
            }
        }
        suspicions.forEach((pbx, times) -> {
            if (times >= SIGNS_BEFORE_REFUSAL && !refused.containsKey(pbx) && watched.containsKey(pbx)) {
                String reason =
                        "Calls of \"%s\" are not recorded: the agent on %s gives this name to another PBX in the same database. Give one of them another name under pbxs and restart its agent; where both are one PBX, set its time-zone alike."
                                .formatted(pbx, namesakes.get(pbx));
                refused.put(pbx, reason);
                log.error("{}", reason);
            }
        });
    }

    private void tellTalks(boolean all) {
        long version = talks.version();
        if (version == toldVersion && !all) {
            return;
        }
        Map<String, Heard> now = new HashMap<>();
        talks.heard(clock.instant().minus(KEPT_AFTER_THE_END))
                .forEach(heard -> now.put(heard.talk().call(), heard));
        List<Heard> put = now.values().stream()
                .filter(heard -> !heard.equals(told.get(heard.talk().call())))
                .toList();
        List<String> over =
                told.keySet().stream().filter(call -> !now.containsKey(call)).toList();
        if (!put.isEmpty() || !over.isEmpty()) {
            store.withTalks(table -> {
                table.put(put);
                table.remove(over);
                return true;
            });
        }
        told.keySet().removeAll(over);
        put.forEach(heard -> told.put(heard.talk().call(), heard));
        toldVersion = version;
    }

    private static String machine() {
        String process = " (process " + ProcessHandle.current().pid() + ")";
        try {
            return InetAddress.getLocalHost().getHostName() + process;
        } catch (UnknownHostException e) {
            return "a machine without a name" + process;
        }
    }

    /** What it told of talks stays for the others until they see that it is gone. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                log.warn("The database is still busy with what other agents are told; not waiting for it");
            } else if (store.isShared() && !away) {
                store.withAgents(agents -> {
                    agents.leave();
                    return true;
                });
            }
        } catch (StoreException e) {
            log.debug("Other agents see within a minute that this one is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
