package io.callwarden.simulator.script;

import java.time.Duration;

/** The caller and one other side in a bridge, until one of them leaves it. */
final class Conversation {
    private static final Duration OPTIMISES_AFTER = Duration.ofMillis(8);

    private final Journal journal;
    private final Leg caller;
    private final Bridge bridge;
    private Side side;

    private Conversation(Journal journal, Leg caller, Side side, Bridge bridge) {
        this.journal = journal;
        this.caller = caller;
        this.side = side;
        this.bridge = bridge;
    }

    /** Puts both in a new bridge, the other side first. */
    static Conversation begin(Journal journal, Leg caller, Side side, boolean dialled) {
        Bridge bridge = journal.bridge();
        if (dialled) {
            journal.application(side.front(), "AppDial", "(Outgoing Line)");
        }
        journal.enter(bridge, side.front());
        journal.enter(bridge, caller);
        journal.peers(side.front(), caller);
        return new Conversation(journal, caller, side, bridge);
    }

    /** Both are in this bridge already. */
    static Conversation in(Journal journal, Leg caller, Side side, Bridge bridge) {
        return new Conversation(journal, caller, side, bridge);
    }

    Side side() {
        return side;
    }

    Bridge bridge() {
        return bridge;
    }

    /** The Local channel between the two leaves: the phone takes the place of its first half. */
    void optimise() {
        Leg first = side.front();
        Leg second = side.second().orElseThrow();
        Bridge inner = side.inner().orElseThrow();
        Leg phone = side.phone();
        Leg.Identity secondId = second.identity();
        journal.waitFor(OPTIMISES_AFTER);
        journal.write(journal.event("LocalOptimizationBegin", "call,all")
                .leg("LocalOne", first)
                .leg("LocalTwo", second)
                .leg("Source", phone)
                .with("DestUniqueId", (Late) pbx -> secondId.uniqueId())
                .with("Id", "0"));
        journal.leave(inner, phone);
        journal.leave(bridge, first);
        journal.enterInPlaceOf(bridge, phone, first);
        journal.write(journal.event("LocalOptimizationEnd", "call,all")
                .leg("LocalOne", first)
                .leg("LocalTwo", second)
                .with("Success", "No")
                .with("Id", "0"));
        journal.hangupRequest(second, Cause.NORMAL);
        journal.hangup(first, Cause.NORMAL);
        journal.leave(inner, second);
        journal.destroy(inner);
        journal.dialplanEnded(second);
        journal.hangup(second, Cause.NORMAL);
        side = Side.direct(phone);
    }

    /** Both leave the bridge, the caller first; the other side's channels are gone afterwards, the caller's is not. */
    void callerLeaves(Runnable callersDialplan) {
        journal.leave(bridge, caller);
        journal.leave(bridge, side.front());
        journal.destroy(bridge);
        if (side.isBehindLocal()) {
            Leg second = side.second().orElseThrow();
            Bridge inner = side.inner().orElseThrow();
            journal.hangupRequest(second, Cause.NORMAL);
            callersDialplan.run();
            journal.hangup(side.front(), Cause.NORMAL);
            journal.leave(inner, second);
            journal.leave(inner, side.phone());
            journal.destroy(inner);
            journal.variable(second, "DIALSTATUS", "ANSWER");
            journal.dialplanEnded(second);
            journal.hangup(second, Cause.NORMAL);
            journal.hangup(side.phone(), Cause.NORMAL);
            return;
        }
        callersDialplan.run();
        if (side.runsDialplan()) {
            journal.dialplanEnded(side.front());
        }
        journal.hangup(side.front(), Cause.NORMAL);
    }

    /** The phone hangs up first; what follows for the caller is up to his dialplan. {@code dialled}: by Dial, not by a queue. */
    void phoneLeaves(boolean dialled, Runnable toldToTheQueue) {
        if (dialled || side.isBehindLocal()) {
            journal.hangupRequest(side.phone(), Cause.NORMAL);
        } else {
            journal.hangupRequest(side.phone());
        }
        if (side.isBehindLocal()) {
            Leg second = side.second().orElseThrow();
            Bridge inner = side.inner().orElseThrow();
            journal.leave(inner, side.phone());
            journal.leave(inner, second);
            journal.destroy(inner);
            journal.dialplanEnded(second);
            journal.hangup(second, Cause.NORMAL);
            journal.hangup(side.phone(), Cause.NORMAL);
            journal.hangupRequest(side.front(), Cause.NORMAL);
        }
        journal.leave(bridge, side.front());
        toldToTheQueue.run();
        journal.leave(bridge, caller);
        journal.destroy(bridge);
        journal.hangup(side.front(), Cause.NORMAL);
    }
}
