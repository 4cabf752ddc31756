package io.callwarden.metrics;

import io.callwarden.queue.MemberState;
import io.callwarden.queue.QueueBoard;
import io.callwarden.queue.QueueView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The queues of one PBX, as a scrape reads them.
 *
 * @param metrics knows their labels and targets
 * @param clock the PBX's
 */
public record LiveQueues(QueueMetrics metrics, QueueBoard board, InstantSource clock) {

    /**
     * All that has one label.
     *
     * @param target null where several queues share the label
     */
    record Sum(int waiting, Duration longest, int[] members, Duration target) {
        Sum plus(Sum other) {
            int[] both = members.clone();
            for (int i = 0; i < both.length; i++) {
                both[i] += other.members[i];
            }
            return new Sum(
                    waiting + other.waiting,
                    longest.compareTo(other.longest) < 0 ? other.longest : longest,
                    both,
                    null);
        }

        int members(MemberState state) {
            return members[state.ordinal()];
        }
    }

    /** How they stand now, by label; all figures of a queue are of the same moment. */
    Map<String, Sum> now() {
        Instant now = clock.instant();
        Map<String, Sum> sums = new TreeMap<>();
        for (QueueView queue : board.queues()) {
            Optional<String> label = metrics.label(queue.name());
            if (label.isPresent()) {
                Sum sum = new Sum(
                        queue.waiting().size(),
                        queue.longestWait(now),
                        queue.membersByState(now),
                        metrics.target(queue.name()).orElse(null));
                sums.merge(label.get(), sum, Sum::plus);
            }
        }
        return sums;
    }
}
