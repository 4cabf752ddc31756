package io.callwarden.simulator.script;

/** The two halves of a Local channel between a caller's application and a phone. */
final class LocalPair {
    private final Journal journal;
    private final Leg caller;
    private final Target target;
    private final Trying trying;
    private final Leg first;
    private final Leg second;

    LocalPair(Journal journal, Leg caller, Target target, Trying trying) {
        this.journal = journal;
        this.caller = caller;
        this.target = target;
        this.trying = trying;
        this.first = half(true);
        this.second = half(false).in(Leg.State.RING);
    }

    private Leg half(boolean one) {
        return new Leg(Device.local(target.address(), one))
                .linkedTo(caller)
                .at(target.context(), target.extension(), 1);
    }

    Leg first() {
        return first;
    }

    Leg second() {
        return second;
    }

    void create() {
        journal.newChannel(first);
        journal.newChannel(second);
        boolean toldBefore = !trying.forwarded() && !caller.connectedNumber.isEmpty();
        first.speaksFor(toldBefore ? caller.connectedNumber : caller.exten, toldBefore ? caller.connectedName : "");
        if (trying.isQueue()) {
            journal.application(first, "AppQueue", "(Outgoing Line)");
            journal.callerId(first);
            trying.inherited(journal, first);
            trying.inherited(journal, second);
            return;
        }
        trying.inherited(journal, first);
        if (trying.forwarded()) {
            journal.callerId(first);
            first.connectedTo(caller.number, caller.name);
            journal.application(first, "AppDial", "(Outgoing Line)");
        } else {
            first.connectedTo(caller.number, caller.name).at(first.context, caller.exten, 1);
            journal.application(first, "AppDial", "(Outgoing Line)");
            journal.callerId(first);
        }
        journal.connectedLine(first);
        trying.inherited(journal, second);
    }

    /** The halves are joined, the caller's application dials the first, and the second runs its dialplan. */
    void begin(Phone phone) {
        second.speaksFor(caller.number, caller.name).connectedTo(first.number, first.name);
        journal.callerId(second);
        journal.connectedLine(second);
        journal.localBridge(first, second, target.optimised());
        if (trying.isQueue()) {
            Leg told = new Leg(first.device());
            told.becomes(first);
            told.speaksFor(first.number, first.name)
                    .connectedTo(caller.number, caller.name)
                    .at(first.context, caller.exten, 1);
            trying.queue().called(told, trying.member(phone));
            journal.dialBegin(caller, first, trying.member(phone).address());
        } else {
            journal.dialBegin(caller, first, target.address());
        }
        journal.application(second, "Dial", "PJSIP/" + phone.extension() + "," + (trying.forwarded() ? 10 : 8) + ",tT");
        journal.variable(second, "DIALSTATUS", "");
    }

    void rings(Leg phone) {
        first.speaksFor(phone.number, phone.name);
        if (trying.isQueue()) {
            first.connectedTo(caller.number, caller.name).at(first.context, caller.exten, 1);
        }
        journal.newState(first, Leg.State.RINGING);
        if (trying.isQueue()) {
            journal.application(first, "AppQueue", "(Outgoing Line)");
        }
        journal.callerId(first);
        if (trying.isQueue()) {
            journal.connectedLine(first);
        }
        journal.dialRinging(caller, first);
    }

    Side pickedUp(Leg phone) {
        journal.variable(second, "DIALSTATUS", "ANSWER");
        phone.at(phone.context, "", 1);
        journal.dialEnd(second, phone, "ANSWER");
        journal.newState(first, Leg.State.UP);
        journal.newState(second, Leg.State.UP);
        Bridge inner = journal.bridge();
        journal.application(phone, "AppDial", "(Outgoing Line)");
        journal.enter(inner, phone);
        journal.enter(inner, second);
        return Side.behindLocal(first, second, inner, phone);
    }

    void cancelled(Leg phone, Cause cause) {
        journal.hangupRequest(second, cause);
        journal.hangup(first, cause);
        journal.dialEnd(second, phone, "CANCEL");
        journal.variable(second, "DIALSTATUS", "CANCEL");
        journal.dialplanEnded(second);
        journal.hangup(second, cause);
        journal.hangup(phone, cause == Cause.NONE ? Cause.NORMAL : cause);
    }

    /**
     * Where a Local channel leads.
     *
     * @param optimised whether it leaves when both its ends are connected
     */
    record Target(String extension, String context, boolean optimised) {
        String address() {
            return extension + "@" + context;
        }
    }
}
