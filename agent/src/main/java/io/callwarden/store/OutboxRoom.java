package io.callwarden.store;

import io.callwarden.notify.Notice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much room is left for the notices of each receiver. Counts along instead of counting the table, and is set right whenever somebody
 * does count it; what other agents do is not seen until then. Thread-safe.
 */
final class OutboxRoom {
    private static final Logger log = LoggerFactory.getLogger(OutboxRoom.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final IntSupplier most;
    private final Clock clock;
    private final Map<String, AtomicLong> waiting = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> dropped = new ConcurrentHashMap<>();
    private Map<String, Long> untold = new HashMap<>();
    private Instant nextLine = Instant.MIN;

    /** @param most notices that may wait for one receiver */
    OutboxRoom(IntSupplier most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /** Those for which there is room, the first ones first; the others are counted as dropped. */
    List<Notice> admit(List<Notice> notices) {
        Map<String, Long> left = new HashMap<>();
        List<Notice> admitted = new ArrayList<>(notices.size());
        for (Notice notice : notices) {
            long room = left.computeIfAbsent(
                    notice.receiver(),
                    receiver -> most.getAsInt() - count(waiting, receiver).get());
            if (room > 0) {
                left.put(notice.receiver(), room - 1);
                admitted.add(notice);
            } else {
                drop(notice.receiver());
            }
        }
        return admitted;
    }

    private void drop(String receiver) {
        count(dropped, receiver).incrementAndGet();
        synchronized (this) {
            untold.merge(receiver, 1L, Long::sum);
            Instant now = clock.instant();
            if (now.isBefore(nextLine)) {
                return;
            }
            nextLine = now.plus(QUIET);
            untold.forEach((name, count) -> log.error(
                    "Dropped {} notices to {}: {} are waiting for it (notify.outbox.max-waiting)."
                            + " See what keeps it from taking them with: callwarden outbox",
                    count,
                    name,
                    most));
            untold = new HashMap<>();
        }
    }

    void changed(String receiver, int by) {
        count(waiting, receiver).addAndGet(by);
    }

    /** What was just counted in the table. */
    void counted(Map<String, Long> counts) {
        waiting.forEach((receiver, count) -> count.set(counts.getOrDefault(receiver, 0L)));
        counts.forEach((receiver, count) -> count(waiting, receiver).set(count));
    }

    long dropped(String receiver) {
        AtomicLong count = dropped.get(receiver);
        return count == null ? 0 : count.get();
    }

    private static AtomicLong count(Map<String, AtomicLong> counts, String receiver) {
        return counts.computeIfAbsent(receiver, name -> new AtomicLong());
    }
}
