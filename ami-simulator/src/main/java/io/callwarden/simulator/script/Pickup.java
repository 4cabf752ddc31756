package io.callwarden.simulator.script;

import java.time.Duration;

/** A colleague dials {@code *8} and the extension that rings, and takes its call. */
final class Pickup {
    private static final Duration ANSWERS_IN = Duration.ofMillis(500);

    private Pickup() {}

    /**
     * The colleague's leg takes the place of the ringing one, which is left for the caller's application to hang up.
     *
     * @param application what the place of the ringing leg is called: {@code AppDial} or {@code AppQueue}
     */
    static Leg of(Attempt ringing, Journal journal, Leg caller, String application) {
        Phone colleague = ringing.phone().other();
        Leg target = ringing.leg();
        Leg leg = new Leg(Device.phone(colleague.extension()))
                .speaksFor(colleague.extension(), colleague.owner())
                .at("from-internal", "*8" + ringing.phone().extension(), 1)
                .in(Leg.State.RING);
        String dialled = leg.exten;
        journal.newChannel(leg);
        journal.variable(leg, "SIPDOMAIN", "127.0.0.1");
        journal.application(leg, "PickupChan", "PJSIP/" + ringing.phone().extension());
        leg.connectedTo(caller.number, caller.name);
        journal.connectedLine(leg);
        journal.newState(leg, Leg.State.UP);
        journal.waitFor(ANSWERS_IN);
        leg.linkedTo(caller).at("from-internal", caller.exten, 1);
        journal.application(leg, application, "(Outgoing Line)");
        leg.at("from-internal", dialled, 1);
        journal.write(journal.event("Pickup", "call,all").leg("", leg).leg("Target", target));
        journal.dialplanEnded(target);
        leg.at("from-internal", caller.exten, 1);
        target.at("from-internal", dialled, 1);
        return leg;
    }
}
