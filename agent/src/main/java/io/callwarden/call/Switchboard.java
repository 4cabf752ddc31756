package io.callwarden.call;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * All that is known of one PBX at this moment: its channels, its bridges and the supervised calls they add up to. Bounded: beyond
 * {@value #MOST_LEGS} channels new ones are counted and left out. Owned by the thread of its PBX.
 */
final class Switchboard {
    static final int MOST_LEGS = 50_000;
    private static final int REMEMBERED = 4_096;

    final String pbx;
    /** May become others while calls go on; each call is judged by those that hold when its record is made. */
    CallRules rules;

    final LineRoles roles;
    final CallListener listener;
    final CallStory story;
    final CallsInProgress inProgress = new CallsInProgress();
    final TrackerStats stats = new TrackerStats();

    private final Map<String, Leg> legs = new HashMap<>();
    private final Map<String, Leg> halves = new HashMap<>();
    private final Map<String, Room> rooms = new HashMap<>();
    private final LinkedHashSet<OpenCall> calls = new LinkedHashSet<>();
    private final ArrayDeque<OpenCall> settling = new ArrayDeque<>();
    /** Channels that hung up lately: what is still told about them must not bring them back. */
    private final LinkedHashSet<String> departed = new LinkedHashSet<>();

    Switchboard(String pbx, CallRules rules, LineRoles roles, CallListener listener, CallStory story) {
        this.pbx = pbx;
        this.rules = rules;
        this.roles = roles;
        this.listener = listener;
        this.story = story;
    }

    /** The live channel of that id, or null. */
    Leg leg(String id) {
        return legs.get(id);
    }

    Collection<Leg> legs() {
        return legs.values();
    }

    ArrayDeque<OpenCall> settling() {
        return settling;
    }

    /** The live channel of that id; made up where its birth was not heard. Null when it is gone already or there is no room. */
    Leg legOrPlaceholder(Instant at, String id, String name) {
        Leg known = legs.get(id);
        if (known != null || id.isEmpty() || name.isEmpty()) {
            return known;
        }
        if (departed.contains(id)) {
            return null;
        }
        return add(at, id, name, "");
    }

    /** Takes a new channel in; null when there is no room. */
    Leg add(Instant at, String id, String name, String context) {
        if (legs.size() >= MOST_LEGS) {
            stats.legsLeftOut.increment();
            return null;
        }
        ChannelName parsed = ChannelName.parse(name);
        Leg leg = new Leg(id, parsed, at);
        leg.role = parsed.local()
                ? LineRoles.Role.PHONE
                : roles.decide(parsed.technology(), parsed.endpoint(), context).role();
        legs.put(id, leg);
        if (parsed.local()) {
            Leg other = halves.remove(parsed.pair());
            if (other == null) {
                halves.put(parsed.pair(), leg);
            } else {
                pair(leg, other);
            }
        }
        return leg;
    }

    /** Ties the halves of a Local channel together: they are one step of one call. */
    void pair(Leg one, Leg two) {
        if (one.otherHalf != null || two.otherHalf != null) {
            return;
        }
        one.otherHalf = two;
        two.otherHalf = one;
        if (one.call != null && two.call == null) {
            join(one.call, two);
        } else if (two.call != null && one.call == null) {
            join(two.call, one);
        }
    }

    /** Forgets a channel that is gone. */
    void remove(Leg leg) {
        legs.remove(leg.id);
        if (leg.name.local()) {
            halves.remove(leg.name.pair(), leg);
            if (leg.otherHalf != null) {
                leg.otherHalf.otherHalf = null;
            }
        }
        remember(leg.id);
    }

    /** Whether that channel hung up lately. */
    boolean isDeparted(String id) {
        return departed.contains(id);
    }

    /** A channel of that id is gone. */
    void remember(String id) {
        departed.add(id);
        if (departed.size() > REMEMBERED) {
            departed.remove(departed.iterator().next());
        }
    }

    Room roomOf(String id, Room.Kind kind) {
        Room room = rooms.get(id);
        if (room == null) {
            room = new Room(id, kind);
            rooms.put(id, room);
        }
        return room;
    }

    /** Takes a channel out of the bridge it is in, and forgets a bridge that nobody is in. */
    void leaveRoom(Leg leg) {
        Room room = leg.room;
        if (room == null) {
            return;
        }
        leg.room = null;
        room.legs.remove(leg);
        if (room.legs.isEmpty()) {
            rooms.remove(room.id);
        }
    }

    /** A new supervised call begins with {@code root}. */
    OpenCall open(Leg root, boolean originated, Instant at) {
        Direction direction =
                root.isTrunk() ? (originated ? Direction.OUTBOUND : Direction.INBOUND) : Direction.INTERNAL;
        OpenCall call = new OpenCall(new CallId(pbx, root.id), root, direction, originated, at);
        calls.add(call);
        join(call, root);
        inProgress.add(direction, call.state.live(), 1);
        listener.callStarted(call.id, direction);
        if (story != CallStory.NONE) {
            story.step(
                    call.id,
                    at,
                    "a call begins at " + root.name.technology() + '/' + root.name.endpoint() + ", "
                            + direction.label());
        }
        return call;
    }

    /** {@code leg}, and the other half of its Local channel, take part in {@code call}. */
    void join(OpenCall call, Leg leg) {
        if (leg.call == call) {
            return;
        }
        if (leg.call != null) {
            leg.call.legs.remove(leg);
        }
        leg.call = call;
        call.legs.add(leg);
        if (leg.otherHalf != null && leg.otherHalf.call == null) {
            join(call, leg.otherHalf);
        }
    }

    /** Tells {@code call} what happened to it. */
    void tell(OpenCall call, CallEvent event) {
        CallState before = call.state;
        CallState after = before.after(event);
        if (after == before) {
            return;
        }
        call.state = after;
        if (before.live() != after.live()) {
            inProgress.add(call.direction, before.live(), -1);
            inProgress.add(call.direction, after.live(), 1);
        }
        if (story != CallStory.NONE) {
            story.step(call.id, event.at(), Telling.of(event, after));
        }
        tellVisits(call, after.journey().visits());
    }

    /** A visit enters the journey when it is settled how it ended, and stays there. */
    private void tellVisits(OpenCall call, List<QueueVisit> visits) {
        while (call.visitsTold < visits.size()) {
            listener.queueVisitEnded(call.id, call.direction, visits.get(call.visitsTold++));
        }
    }

    /** Plain words for the story of a call. */
    void note(OpenCall call, Instant at, String text) {
        if (story != CallStory.NONE) {
            story.step(call.id, at, text);
        }
    }

    void turn(OpenCall call, Direction direction) {
        if (call.direction != direction) {
            inProgress.add(call.direction, call.state.live(), -1);
            inProgress.add(direction, call.state.live(), 1);
            call.direction = direction;
        }
    }

    /** Takes a call that has ended off the board. */
    void close(OpenCall call) {
        unlist(call);
        for (Leg leg : call.legs) {
            leg.call = null;
        }
        call.legs.clear();
    }

    /** Takes a call off the board that has become part of {@code other}; its legs go there. */
    void close(OpenCall call, OpenCall other) {
        unlist(call);
        for (Leg leg : call.legs) {
            leg.call = other;
            other.legs.add(leg);
        }
        call.legs.clear();
    }

    private void unlist(OpenCall call) {
        if (calls.remove(call)) {
            inProgress.add(call.direction, call.state.live(), -1);
        }
    }
}
