package io.callwarden.simulator.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who waits in one queue at the moment whose event is being sent, and who serves it. */
final class LiveQueue {
    private final String name;
    private final long wrapUpSeconds;
    private final List<Leg.Identity> waiting = new ArrayList<>();
    private final Map<Leg.Identity, Integer> joinedAs = new HashMap<>();
    private final Map<Member, Seat> seats = new LinkedHashMap<>();
    private int lastLeft;

    /** @param members who may serve it; none of them is there yet */
    LiveQueue(String name, List<Member> members, Duration wrapUp) {
        this.name = name;
        this.wrapUpSeconds = wrapUp.toSeconds();
        members.forEach(this::seat);
    }

    /** A queue whose members are configured, and there. */
    static LiveQueue staffed(String name, List<Member> members, Duration wrapUp, long since) {
        LiveQueue queue = new LiveQueue(name, members, wrapUp);
        queue.seats.values().forEach(seat -> seat.isConfigured(since));
        return queue;
    }

    String name() {
        return name;
    }

    Collection<Seat> seats() {
        return seats.values();
    }

    /** The place of a member, or of whoever took a call for the queue without being one. */
    Seat seat(Member member) {
        return seats.computeIfAbsent(member, who -> new Seat(name, who, wrapUpSeconds));
    }

    int callers() {
        return waiting.size();
    }

    void join(Leg.Identity caller) {
        waiting.add(caller);
        joinedAs.put(caller, waiting.size());
    }

    int position(Leg.Identity caller) {
        return waiting.indexOf(caller) + 1;
    }

    int originalPosition(Leg.Identity caller) {
        return joinedAs.getOrDefault(caller, 0);
    }

    void leave(Leg.Identity caller) {
        lastLeft = position(caller);
        waiting.remove(caller);
        joinedAs.remove(caller);
    }

    /** The position that the caller who left last had. */
    int lastLeft() {
        return lastLeft;
    }
}
