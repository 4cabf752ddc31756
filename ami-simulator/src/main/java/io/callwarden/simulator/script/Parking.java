package io.callwarden.simulator.script;

import java.time.Duration;
import java.time.Instant;

/** The caller is parked by whoever talks with him, and somebody fetches him, or nobody. */
final class Parking {
    private static final Duration ANSWER_TAKES = Duration.ofMillis(488);
    private static final String LOT = "default";
    private static final int TIMEOUT_SECONDS = 45;

    private final Course call;
    private final Journal journal;
    private final Leg caller;
    private final String parker;
    private final String space;
    private final Bridge lot;
    private final Instant parkedAt;

    Parking(Course call, Conversation talk) {
        this.call = call;
        this.journal = call.journal();
        this.caller = call.caller();
        this.space = Integer.toString(journal.parkingSpace());
        Leg parkerLeg = talk.side().phone();
        this.parker = parkerLeg.device().address();
        journal.unhold(parkerLeg);
        journal.variable(caller, "SIPTRANSFER", "yes");
        journal.write(journal.event("BlindTransfer", "call,all")
                .with("Result", "Success")
                .leg("Transferer", parkerLeg)
                .leg("Transferee", caller)
                .bridge(talk.bridge())
                .with("IsExternal", "Yes")
                .with("Context", "from-internal")
                .with("Extension", "700"));
        this.lot = journal.parkingLot();
        this.parkedAt = journal.now();
        journal.leave(talk.bridge(), caller);
        write(journal.event("ParkedCall", "call,all").leg("Parkee", caller), TIMEOUT_SECONDS, 0);
        journal.enter(lot, caller);
        journal.leave(talk.bridge(), parkerLeg);
        journal.destroy(talk.bridge());
        journal.hangup(parkerLeg, Cause.NORMAL);
        call.servedUntilTransfer();
        call.talksWithNobody();
        call.truth().asks("parked", parkedAt);
    }

    private void write(Draft draft, long timeout, long duration) {
        journal.write(draft.with("ParkerDialString", parker)
                .with("Parkinglot", LOT)
                .with("ParkingSpace", space)
                .with("ParkingTimeout", timeout)
                .with("ParkingDuration", duration));
    }

    private long seconds() {
        return Duration.between(parkedAt, journal.now()).toSeconds();
    }

    void retrievedBy(Phone colleague, Duration after) {
        journal.waitUntil(parkedAt.plus(after));
        Leg retriever = new Leg(Device.phone(colleague.extension()))
                .speaksFor(colleague.extension(), colleague.owner())
                .at("from-internal", space, 1)
                .in(Leg.State.RING);
        journal.newChannel(retriever);
        journal.variable(retriever, "SIPDOMAIN", "127.0.0.1");
        journal.application(retriever, "ParkedCall", LOT + "," + space);
        journal.newState(retriever, Leg.State.UP);
        journal.waitFor(ANSWER_TAKES);
        write(
                journal.event("UnParkedCall", "call,all").leg("Parkee", caller).leg("Retriever", retriever),
                TIMEOUT_SECONDS - seconds(),
                seconds());
        Bridge bridge = journal.bridge();
        journal.leave(lot, caller);
        journal.destroy(lot);
        journal.enter(bridge, caller);
        journal.enter(bridge, retriever.linkedTo(caller));
        journal.connectedLine(caller.connectedTo(retriever.number, retriever.name));
        journal.connectedLine(retriever.connectedTo(caller.number, caller.name));
        call.goesOnWith(Conversation.in(journal, caller, Side.caller(retriever), bridge));
    }

    void callerGivesUpAfter(Duration time) {
        journal.waitUntil(parkedAt.plus(time));
        journal.hangupRequest(caller, Cause.NORMAL);
        journal.leave(lot, caller);
        journal.destroy(lot);
        journal.variable(caller, "DIALSTATUS", "ANSWER");
        journal.dialplanEnded(caller);
        journal.hangup(caller, Cause.NORMAL);
        write(
                journal.event("ParkedCallGiveUp", "call,all").leg("Parkee", caller),
                TIMEOUT_SECONDS - seconds(),
                seconds());
        call.end("answered", "caller");
    }
}
