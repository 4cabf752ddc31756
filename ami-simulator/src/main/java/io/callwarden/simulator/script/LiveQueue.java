package io.callwarden.simulator.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who waits in one queue at the moment whose event is being sent, and what its members have done. */
final class LiveQueue {
    private final String name;
    private final List<Member> members;
    private final List<Leg.Identity> waiting = new ArrayList<>();
    private final Map<Leg.Identity, Integer> joinedAs = new HashMap<>();
    private final Map<Member, Taken> taken = new HashMap<>();
    private int lastLeft;

    LiveQueue(String name, List<Member> members) {
        this.name = name;
        this.members = List.copyOf(members);
    }

    String name() {
        return name;
    }

    List<Member> members() {
        return members;
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

    void served(Member member, long epochSecond) {
        taken.merge(member, new Taken(1, epochSecond), (before, one) -> new Taken(before.calls + 1, epochSecond));
    }

    Taken taken(Member member) {
        return taken.getOrDefault(member, new Taken(0, 0));
    }

    record Taken(int calls, long lastCall) {}
}
