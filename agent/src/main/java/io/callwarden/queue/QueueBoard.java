package io.callwarden.queue;

import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallListener;
import io.callwarden.call.Direction;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.call.QueueEvents;
import io.callwarden.call.QueueMember;
import io.callwarden.call.QueueVisit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * The queues of one PBX as they stand: who waits and since when, and what the members do. Events tell what changes, a snapshot what is;
 * either may be told twice or late. Written by the thread of the PBX. Readers see the board as it was at the last {@link #advance} or
 * snapshot, so that events cost no copies and nobody waits for anybody.
 */
public final class QueueBoard implements QueueEvents, CallListener {
    /** How long the figures of a queue that the PBX does not list any more are kept. */
    public static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private static final int MOST_QUEUES = 1_000;
    private static final int MOST_CALLERS = 5_000;
    private static final int MOST_MEMBERS = 5_000;

    private final QueueWatcher watcher;
    private Map<String, Duration> wrapUps;
    private final Map<String, WatchedQueue> queues = new LinkedHashMap<>();
    private final LongAdder leftOut = new LongAdder();
    private boolean queuesChanged;
    private volatile List<QueueView> views = List.of();
    private volatile boolean current;

    /**
     * Shows nothing before it is told something.
     *
     * @param wrapUps how long members of a queue are left alone after a call, where they have no time of their own: Asterisk tells what
     *     is set for a member, but not what is set for the whole queue
     */
    public QueueBoard(QueueWatcher watcher, Map<String, Duration> wrapUps) {
        this.watcher = watcher;
        this.wrapUps = Map.copyOf(wrapUps);
    }

    /** From now on members are left alone for so long: each from when the PBX tells of him next. */
    public void follow(Map<String, Duration> newWrapUps) {
        wrapUps = Map.copyOf(newWrapUps);
    }

    /** Every queue, as last published. Any thread. */
    public List<QueueView> queues() {
        return views;
    }

    /** Whether the PBX has told its queues and is heard since; what is shown otherwise is how they stood when it last was. Any thread. */
    public boolean current() {
        return current;
    }

    /** Queues, callers and members that there was no room for: 1000 queues, 5000 callers and 5000 members in each. Any thread. */
    public long leftOut() {
        return leftOut.sum();
    }

    /** Makes the board agree with what the PBX says; publishes it. */
    public void onSnapshot(PbxSnapshot snapshot) {
        if (!snapshot.queuesTold()) {
            return;
        }
        Map<String, List<PbxSnapshot.Waiting>> waiting = new HashMap<>();
        snapshot.waiting().forEach(caller -> add(waiting, caller.queue(), caller, MOST_CALLERS));
        Map<String, List<QueueMember>> members = new HashMap<>();
        snapshot.members().forEach(member -> add(members, member.queue(), complete(member), MOST_MEMBERS));
        Set<String> listed = new HashSet<>();
        for (PbxSnapshot.Queue told : snapshot.queues()) {
            WatchedQueue queue = found(told.name(), null, told.serviceLevel());
            if (queue != null && listed.add(told.name())) {
                queue.goneSince = null;
                if (queue.serviceLevel(told.serviceLevel())) {
                    watcher.queueFound(queue.name, queue.serviceLevel());
                }
                queue.become(
                        snapshot.askedAt(),
                        waiting.getOrDefault(told.name(), List.of()),
                        members.getOrDefault(told.name(), List.of()));
            }
        }
        for (WatchedQueue queue : queues.values()) {
            if (queue.goneSince == null && !listed.contains(queue.name)) {
                queue.goneSince = snapshot.askedAt();
                queue.clear();
            }
        }
        current = true;
        publish();
    }

    private <T> void add(Map<String, List<T>> lists, String queue, T row, int most) {
        List<T> list = lists.computeIfAbsent(queue, first -> new ArrayList<>());
        if (list.size() < most) {
            list.add(row);
        } else {
            leftOut.increment();
        }
    }

    /** The PBX is not heard any more: until the next snapshot nothing on the board is certain. */
    public void onLost() {
        current = false;
    }

    /** It is {@code now} by the PBX's clock: publishes what has changed, and forgets queues that are gone for long. */
    public void advance(Instant now) {
        for (Iterator<WatchedQueue> all = queues.values().iterator(); all.hasNext(); ) {
            WatchedQueue queue = all.next();
            if (queue.goneSince != null
                    && !queue.goneSince.plus(FORGOTTEN_AFTER).isAfter(now)) {
                all.remove();
                queuesChanged = true;
                watcher.queueRemoved(queue.name);
            }
        }
        publish();
    }

    private void publish() {
        boolean changed = queuesChanged;
        for (WatchedQueue queue : queues.values()) {
            changed |= queue.changed();
        }
        if (changed) {
            views = queues.values().stream().map(WatchedQueue::view).toList();
            queuesChanged = false;
        }
    }

    /** A call was in that queue, or was refused by it: there is one of that name, if only in the dialplan. */
    @Override
    public void queueVisitEnded(CallId id, Direction direction, QueueVisit visit) {
        found(visit.queue(), visit.joinedAt(), Duration.ZERO);
    }

    @Override
    public void callEnded(Call call) {
        // Its visits were told before.
    }

    /** Null where there is no room for it. */
    private WatchedQueue found(String name, Instant unlistedSince, Duration serviceLevel) {
        WatchedQueue known = queues.get(name);
        if (known != null || name.isEmpty()) {
            return known;
        }
        if (queues.size() >= MOST_QUEUES) {
            leftOut.increment();
            return null;
        }
        WatchedQueue queue = new WatchedQueue(name, unlistedSince, serviceLevel);
        queues.put(name, queue);
        queuesChanged = true;
        watcher.queueFound(name, queue.serviceLevel());
        return queue;
    }

    @Override
    public void callerJoined(Instant at, String queue, String callerId, int position) {
        WatchedQueue joined = found(queue, at, Duration.ZERO);
        if (joined == null || callerId.isEmpty()) {
            return;
        }
        if (joined.callers() >= MOST_CALLERS) {
            leftOut.increment();
        } else {
            joined.joined(at, callerId, position);
        }
    }

    @Override
    public void callerLeft(Instant at, String queue, String callerId) {
        WatchedQueue left = queues.get(queue);
        if (left != null) {
            left.left(at, callerId);
        }
    }

    @Override
    public void memberChanged(Instant at, QueueMember member) {
        WatchedQueue queue = found(member.queue(), at, Duration.ZERO);
        if (queue == null || member.location().isEmpty()) {
            return;
        }
        if (queue.members() >= MOST_MEMBERS && !queue.knowsMember(member.location())) {
            leftOut.increment();
        } else {
            queue.member(complete(member));
        }
    }

    private QueueMember complete(QueueMember member) {
        Duration wrapUp = wrapUps.get(member.queue());
        return wrapUp == null || member.wrapUp() != null && !member.wrapUp().isZero()
                ? member
                : member.withWrapUp(wrapUp);
    }

    @Override
    public void memberRemoved(Instant at, String queue, String location) {
        WatchedQueue left = queues.get(queue);
        if (left != null) {
            left.memberRemoved(location);
        }
    }
}
