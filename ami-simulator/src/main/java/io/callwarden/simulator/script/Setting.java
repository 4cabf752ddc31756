package io.callwarden.simulator.script;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The house in which scripts are played.
 *
 * @param queues the members of each queue
 * @param media whether voice flows; Local channels that may leave do so only then
 * @param originateTimeout how long a click-to-call rings the phone of whoever clicked
 * @param shortAbandon a caller who gives up sooner is no missed call
 */
public record Setting(
        Map<String, List<Member>> queues, boolean media, Duration originateTimeout, Duration shortAbandon) {

    public static Setting of(Map<String, List<Member>> queues) {
        return new Setting(queues, true, Duration.ofSeconds(20), Duration.ofSeconds(5));
    }

    /** The queues with their members in them since that moment. */
    List<LiveQueue> staffed(Instant since) {
        return queues.entrySet().stream()
                .map(queue ->
                        LiveQueue.staffed(queue.getKey(), queue.getValue(), Duration.ZERO, since.getEpochSecond()))
                .toList();
    }

    Map<String, Member> members(String queue) {
        return queues.getOrDefault(queue, List.of()).stream()
                .collect(Collectors.toMap(Member::extension, member -> member, (one, other) -> one));
    }

    /** Whether a Local channel before this side leaves: not one of a queue member that was added with {@code /n}. */
    boolean isOptimised(Side side) {
        return media
                && queues.values().stream()
                        .flatMap(List::stream)
                        .filter(member -> member.extension().equals(side.extension()))
                        .noneMatch(member -> member.address().endsWith("/n"));
    }
}
