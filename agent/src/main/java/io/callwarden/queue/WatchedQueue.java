package io.callwarden.queue;

import io.callwarden.call.PbxSnapshot;
import io.callwarden.call.QueueMember;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One queue while it changes. The PBX's thread only. */
final class WatchedQueue {
    /** Callers that left lately, whose joining may still be told late. */
    private static final int REMEMBERED = 256;
    /** Asterisk counts waits in whole seconds. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);
    /** How much later than it was asked Asterisk may answer, so that a wait seems longer by as much. */
    private static final Duration LATE = Duration.ofSeconds(5);

    final String name;
    /** Since when the PBX does not list it; null while it does. */
    Instant goneSince;

    private Duration serviceLevel;
    private final List<Caller> callers = new ArrayList<>();
    private final Map<String, QueueMember> members = new LinkedHashMap<>();
    private final Map<String, Instant> departed = new LinkedHashMap<>();
    private QueueView view;

    /** @param exact whether the joining was heard; a snapshot tells it to the second */
    private record Caller(String id, Instant since, boolean exact) {}

    WatchedQueue(String name, Instant goneSince, Duration serviceLevel) {
        this.name = name;
        this.goneSince = goneSince;
        this.serviceLevel = serviceLevel;
    }

    Duration serviceLevel() {
        return serviceLevel;
    }

    /** Returns whether it is another than before. */
    boolean serviceLevel(Duration told) {
        if (told.equals(serviceLevel)) {
            return false;
        }
        serviceLevel = told;
        view = null;
        return true;
    }

    int callers() {
        return callers.size();
    }

    int members() {
        return members.size();
    }

    boolean knowsMember(String location) {
        return members.containsKey(location);
    }

    void joined(Instant at, String id, int position) {
        Instant left = departed.get(id);
        if (left != null && at.isBefore(left)) {
            return;
        }
        int known = indexOf(id);
        if (known >= 0) {
            if (isToldAgain(at, callers.get(known))) {
                callers.set(known, new Caller(id, at, true));
                view = null;
                return;
            }
            callers.remove(known);
        }
        int place = Math.max(0, Math.min(position - 1, callers.size()));
        callers.add(place, new Caller(id, at, true));
        view = null;
    }

    /** Who was listed before his joining is told keeps his place; one who is in again, after a leaving that was not told, has a new one. */
    private static boolean isToldAgain(Instant at, Caller known) {
        return !at.isAfter(known.exact() ? known.since() : known.since().plus(LATE));
    }

    void left(Instant at, String id) {
        int known = indexOf(id);
        if (known >= 0) {
            Caller caller = callers.get(known);
            if (caller.exact() && at.isBefore(caller.since())) {
                return;
            }
            callers.remove(known);
            view = null;
        }
        departed.remove(id);
        departed.put(id, at);
        if (departed.size() > REMEMBERED) {
            departed.remove(departed.keySet().iterator().next());
        }
    }

    private int indexOf(String id) {
        for (int i = 0; i < callers.size(); i++) {
            if (callers.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    void member(QueueMember member) {
        if (!member.equals(members.put(member.location(), member))) {
            view = null;
        }
    }

    void memberRemoved(String location) {
        if (members.remove(location) != null) {
            view = null;
        }
    }

    /** The PBX says that these are its members and those wait. */
    void become(Instant askedAt, List<PbxSnapshot.Waiting> waiting, List<QueueMember> listed) {
        members.clear();
        listed.forEach(member -> members.put(member.location(), member));
        List<Caller> now = new ArrayList<>(waiting.size());
        for (PbxSnapshot.Waiting caller : waiting) {
            Instant left = departed.get(caller.uniqueid());
            int known = indexOf(caller.uniqueid());
            if (known >= 0 || left == null || left.isBefore(askedAt)) {
                now.add(listed(askedAt, caller, known < 0 ? null : callers.get(known)));
            }
        }
        // Who came after the question may be missing in the answer.
        callers.removeIf(caller -> !caller.exact()
                || caller.since().isBefore(askedAt)
                || waiting.stream().anyMatch(other -> other.uniqueid().equals(caller.id())));
        callers.addAll(0, now);
        view = null;
    }

    /** What was heard is more exact than what is listed, unless it was about an earlier stay in this queue. */
    private static Caller listed(Instant askedAt, PbxSnapshot.Waiting caller, Caller known) {
        Instant since = askedAt.minus(caller.waited().isNegative() ? Duration.ZERO : caller.waited());
        return known == null || known.since().isBefore(since.minus(TOLERANCE))
                ? new Caller(caller.uniqueid(), since, false)
                : known;
    }

    /** Nobody is in it any more. */
    void clear() {
        become(Instant.MAX, List.of(), List.of());
    }

    /** Whether it is other than when {@link #view} was last asked for. */
    boolean changed() {
        return view == null;
    }

    QueueView view() {
        if (view == null) {
            List<WaitingCaller> waiting = new ArrayList<>(callers.size());
            for (Caller caller : callers) {
                waiting.add(new WaitingCaller(caller.id(), waiting.size() + 1, caller.since()));
            }
            view = new QueueView(name, serviceLevel, waiting, List.copyOf(members.values()));
        }
        return view;
    }
}
