package io.callwarden.simulator.script;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A caller in a conference, whom a colleague may join. */
final class Meeting {
    private static final Duration ANSWER_TAKES = Duration.ofMillis(500);

    private final Course call;
    private final Journal journal;
    private final Leg caller;
    private final String room;
    private final Bridge bridge;
    private Optional<Leg> colleague = Optional.empty();

    Meeting(Course call, String room) {
        this.call = call;
        this.journal = call.journal();
        this.caller = call.caller();
        this.room = room;
        call.application("ConfBridge", room);
        call.truth().asks("conference", journal.now());
        this.bridge = journal.conference(room);
        journal.write(about("ConfbridgeStart"));
        join(caller);
    }

    private Draft about(String name) {
        return journal.event(name, "call,all").with("Conference", room).bridge(bridge);
    }

    private void join(Leg leg) {
        journal.enter(bridge, leg);
        journal.write(about("ConfbridgeJoin").leg("", leg).with("Admin", "No").with("Muted", "No"));
    }

    /** A colleague dials into the conference. */
    void joinedBy(String extension, Duration after) {
        Instant comes = journal.now().plus(after);
        journal.waitUntil(comes);
        Leg leg = new Leg(Device.phone(extension))
                .speaksFor(extension, "Agent " + extension)
                .at("from-internal", "600", 1)
                .in(Leg.State.RING);
        journal.newChannel(leg);
        journal.variable(leg, "SIPDOMAIN", "127.0.0.1");
        journal.application(leg, "Answer", "");
        journal.newState(leg, Leg.State.UP);
        journal.waitFor(ANSWER_TAKES);
        leg.priority++;
        journal.application(leg, "ConfBridge", room);
        join(leg);
        colleague = Optional.of(leg);
        call.truth().answered(extension, journal.now());
    }

    /** The caller leaves, and the colleague after him. */
    void ends(Duration after) {
        journal.waitFor(after);
        leave(caller);
        if (colleague.isEmpty()) {
            dissolve();
        }
        depart(caller);
        call.end("abandoned", "caller");
        colleague.ifPresent(leg -> {
            leave(leg);
            dissolve();
            depart(leg);
        });
    }

    private void leave(Leg leg) {
        journal.hangupRequest(leg);
        journal.write(about("ConfbridgeLeave").leg("", leg).with("Admin", "No"));
        journal.leave(bridge, leg);
        journal.variable(leg, "CONFBRIDGE_RESULT", "HANGUP");
    }

    private void dissolve() {
        journal.write(about("ConfbridgeEnd"));
        journal.destroy(bridge);
    }

    private void depart(Leg leg) {
        journal.dialplanEnded(leg);
        journal.hangup(leg, Cause.NORMAL);
    }
}
