package io.callwarden.report;

import io.callwarden.call.QueueVisit;
import java.time.Duration;
import java.util.Map;

/**
 * Within which time calls are to be answered.
 *
 * @param own by PBX and queue
 * @param all for queues that have none of their own
 */
public record Targets(Map<String, Map<String, Duration>> own, Duration all) {
    boolean met(String pbx, QueueVisit visit) {
        Duration target =
                visit.queue() == null ? all : own.getOrDefault(pbx, Map.of()).getOrDefault(visit.queue(), all);
        return visit.waited().compareTo(target) <= 0;
    }
}
