package io.callwarden.queue;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Within which time a call of a queue is to be answered: what the site has set for the queue, else what Asterisk has, else what the site
 * has set for all calls.
 *
 * @param own by name of the queue
 * @param all for queues that have none
 */
public record ServiceLevels(Map<String, Duration> own, Duration all) {
    public ServiceLevels {
        own = Map.copyOf(own);
    }

    /** @param asterisk what Asterisk has set for it; zero for nothing */
    public Duration of(String queue, Duration asterisk) {
        Duration set = own.get(queue);
        if (set != null) {
            return set;
        }
        return asterisk.isZero() ? all : asterisk;
    }

    /** All that the site has set. */
    public Set<Duration> configured() {
        Set<Duration> configured = new TreeSet<>(own.values());
        configured.add(all);
        return configured;
    }
}
