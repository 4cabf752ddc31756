package io.callwarden.simulator.script;

import java.util.Optional;

/** One phone being tried for one caller, by Dial or by Queue: the channels that it takes, and the events of each step. */
final class Attempt {
    private final Journal journal;
    private final Leg caller;
    private final Phone phone;
    private final Trying trying;
    private final Leg leg;
    private final Optional<LocalPair> local;
    private boolean ringing;

    private Attempt(Journal journal, Leg caller, Phone phone, Trying trying, Leg leg, Optional<LocalPair> local) {
        this.journal = journal;
        this.caller = caller;
        this.phone = phone;
        this.trying = trying;
        this.leg = leg;
        this.local = local;
    }

    /** Makes the channels of the attempt. */
    static Attempt create(Journal journal, Leg caller, Phone phone, Trying trying) {
        Optional<LocalPair> local =
                trying.localTarget(phone).map(target -> new LocalPair(journal, caller, target, trying));
        local.ifPresent(LocalPair::create);
        Leg leg = new Leg(trying.device(phone))
                .linkedTo(caller)
                .speaksFor(trying.number(phone), trying.owner(phone))
                .at(trying.context(), "s", 1);
        Attempt attempt = new Attempt(journal, caller, phone, trying, leg, local);
        if (local.isEmpty()) {
            attempt.createLeg(caller, trying.isQueue());
        }
        return attempt;
    }

    private void createLeg(Leg from, boolean byQueue) {
        journal.newChannel(leg);
        if (byQueue) {
            trying.inherited(journal, leg);
            journal.variable(leg, "DIALEDPEERNUMBER", phone.extension());
            return;
        }
        journal.variable(leg, "DIALEDPEERNUMBER", trying.dialString(phone));
        trying.inherited(journal, leg);
        leg.connectedTo(from.number, from.name).at(leg.context, from.exten, 1);
        boolean nameless = leg.number.isEmpty();
        if (nameless) {
            leg.speaksFor(from.exten, trying.originator());
        }
        journal.application(leg, "AppDial", "(Outgoing Line)");
        if (nameless) {
            journal.callerId(leg);
        }
        journal.connectedLine(leg);
    }

    /** The application begins to dial; {@code alone} if it dials no other phone. */
    void begin(boolean alone) {
        if (local.isPresent()) {
            LocalPair pair = local.get();
            pair.begin(phone);
            createLeg(pair.second(), false);
            journal.dialBegin(pair.second(), leg, phone.extension());
            journal.connectedLine(pair.second().connectedTo(leg.number, leg.name));
        } else if (trying.isQueue()) {
            Leg told = new Leg(leg.device());
            told.becomes(leg);
            told.speaksFor(leg.number, leg.name)
                    .connectedTo(caller.number, caller.name)
                    .at(leg.context, caller.exten, 1);
            trying.queue().called(told, trying.member(phone));
            journal.dialBegin(caller, leg, trying.member(phone).address());
        } else {
            journal.dialBegin(caller, leg, trying.dialString(phone));
        }
        if (alone) {
            connectCaller();
        }
    }

    private void connectCaller() {
        if (!caller.connectedNumber.equals(leg.number)) {
            journal.connectedLine(caller.connectedTo(leg.number, leg.name));
        }
    }

    void rings(boolean first, long milliseconds) {
        ringing = true;
        if (local.isPresent()) {
            journal.newState(leg, Leg.State.RINGING);
            local.get().rings(leg);
            journal.dialRinging(local.get().second(), leg);
            return;
        }
        if (trying.isQueue()) {
            leg.connectedTo(caller.number, caller.name).at(leg.context, caller.exten, 1);
        }
        journal.newState(leg, Leg.State.RINGING);
        if (trying.isQueue()) {
            journal.application(leg, "AppQueue", "(Outgoing Line)");
            journal.connectedLine(leg);
        } else if (first) {
            journal.variable(caller, "RINGTIME", milliseconds / 1_000);
            journal.variable(caller, "RINGTIME_MS", milliseconds);
        }
        journal.dialRinging(caller, leg);
    }

    /** Somebody lifts the phone; of a Local channel both halves come up. Gives what the caller will talk with. */
    Side pickedUp() {
        if (!ringing && trying.isQueue() && local.isEmpty()) {
            leg.connectedTo(caller.number, caller.name).at(leg.context, caller.exten, 1);
        }
        journal.newState(leg, Leg.State.UP);
        if (local.isEmpty()) {
            return Side.direct(leg);
        }
        return local.get().pickedUp(leg);
    }

    /** The other attempts lose: the caller is told of this phone. */
    void wins() {
        connectCaller();
    }

    /** The leg that the caller's application dialled. */
    Leg front() {
        return local.map(LocalPair::first).orElse(leg);
    }

    Leg leg() {
        return leg;
    }

    Phone phone() {
        return phone;
    }

    boolean isRinging() {
        return ringing;
    }

    /** The phone itself ends the attempt; its application is told first. */
    void refused(Cause cause) {
        journal.hangupRequest(leg, cause);
    }

    /** The channels go: the phone's own, or the halves of the Local channel and then the phone behind it. */
    void hangsUp(Cause cause) {
        if (local.isEmpty()) {
            journal.hangup(leg, cause);
            return;
        }
        local.get().cancelled(leg, cause);
    }
}
