package io.callwarden.simulator.script;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the person who talks with the caller does to pass the call on. */
final class Transfers {
    private static final Duration RINGS_UP_TO = Duration.ofSeconds(10);
    private static final String INTERNAL = "from-internal";

    private final Course call;
    private final Journal journal;
    private final Leg caller;
    private final Conversation talk;

    Transfers(Course call, Conversation talk) {
        this.call = call;
        this.journal = call.journal();
        this.caller = call.caller();
        this.talk = talk;
    }

    /** REFER to a number; the caller hears it ring. */
    void blind(Phone target) {
        Leg transferer = talk.side().phone();
        call.truth().transferred("blind", transferer.device().endpoint(), target.extension());
        refer(transferer, target.extension());
        caller.at(INTERNAL, target.extension(), 1);
        call.applicationStill();
        journal.leave(talk.bridge(), caller);
        journal.leave(talk.bridge(), transferer);
        journal.destroy(talk.bridge());
        journal.hangup(transferer, Cause.NORMAL);
        boolean fromQueue = call.servedUntilTransfer();
        call.talksWithNobody();
        call.isDialledAfterTransfer(fromQueue, RINGS_UP_TO, target);
        if (call.isTalking()) {
            call.truth().transferAnswered();
        }
    }

    /** The events of a REFER that succeeds, up to where the caller goes. */
    private void refer(Leg transferer, String number) {
        Leg.Identity from = transferer.identity();
        Leg.Identity who = caller.identity();
        journal.unhold(transferer);
        journal.variable(caller, "BLINDTRANSFER", (Late) pbx -> from.channel());
        journal.variable(transferer, "BLINDTRANSFER", (Late) pbx -> who.channel());
        journal.variable(caller, "SIPTRANSFER", "yes");
        journal.write(journal.event("BlindTransfer", "call,all")
                .with("Result", "Success")
                .leg("Transferer", transferer)
                .leg("Transferee", caller)
                .bridge(talk.bridge())
                .with("IsExternal", "Yes")
                .with("Context", INTERNAL)
                .with("Extension", number));
    }

    /** Holds the caller, asks a colleague, and brings the two together. */
    void attended(Phone colleague, Duration consults) {
        Leg transferer = talk.side().phone();
        journal.hold(transferer);
        Consultation consultation = new Consultation(colleague);
        if (!consultation.reaches()) {
            journal.unhold(transferer);
            return;
        }
        journal.waitFor(consults);
        call.truth().transferred("attended", transferer.device().endpoint(), colleague.extension());
        Leg second = consultation.leg;
        Conversation consulting = consultation.talk.orElseThrow();
        Leg target = consulting.side().front();
        journal.unhold(transferer);
        journal.unhold(second);
        announce(transferer);
        Draft event = journal.event("AttendedTransfer", "call,all").with("Result", "Success");
        event.leg("OrigTransferer", transferer);
        talk.bridge().describe("Orig", event::with);
        event.leg("SecondTransferer", second);
        consulting.bridge().describe("Second", event::with);
        event.leg("Transferee", caller).leg("TransferTarget", target);
        journal.leave(talk.bridge(), caller);
        journal.leave(consulting.bridge(), second);
        journal.enterInPlaceOf(consulting.bridge(), caller, second);
        journal.variable(caller, "ATTENDEDTRANSFER", "");
        journal.connectedLine(target.linkedTo(caller).connectedTo(caller.number, caller.name));
        journal.connectedLine(caller.connectedTo(target.number, target.name));
        journal.variable(second, "DIALSTATUS", "ANSWER");
        journal.dialplanEnded(second);
        journal.write(
                journal.event("SoftHangupRequest", "call,all").leg("", second).with("Cause", "1"));
        event.with("IsExternal", "No").with("DestType", "Bridge");
        event.with("DestBridgeUniqueid", consulting.bridge().id());
        journal.write(event);
        journal.leave(talk.bridge(), transferer);
        journal.destroy(talk.bridge());
        journal.hangup(second, Cause.NORMAL);
        journal.hangup(transferer, Cause.NORMAL);
        call.servedUntilTransfer();
        colleague.rings().ifPresent(time -> call.truth().rang(colleague.extension()));
        call.truth().transferAnswered();
        call.goesOnWith(Conversation.in(journal, caller, consulting.side(), consulting.bridge()));
    }

    private void announce(Leg transferer) {
        Leg.Identity from = transferer.identity();
        Leg.Identity who = caller.identity();
        journal.variable(caller, "ATTENDEDTRANSFER", (Late) pbx -> from.channel());
        journal.variable(transferer, "ATTENDEDTRANSFER", (Late) pbx -> who.channel());
    }

    /** Holds the caller, calls a colleague, and hands over while his phone still rings, so long after it was called. */
    void blonde(Phone colleague, Duration handsOverAfter) {
        Leg transferer = talk.side().phone();
        call.truth().transferred("attended", transferer.device().endpoint(), colleague.extension());
        journal.hold(transferer);
        Leg second = secondLeg(colleague.extension());
        Instant called = journal.now();
        Attempt attempt = Attempt.create(journal, second, colleague, Trying.dial(""));
        attempt.begin(true);
        colleague.rings().ifPresent(time -> {
            journal.waitUntil(called.plus(time));
            attempt.rings(true, time.toMillis());
            call.truth().rang(colleague.extension());
        });
        call.truth().asks("ring", journal.now());
        journal.waitUntil(called.plus(handsOverAfter));
        handOver(transferer, second, attempt.leg(), colleague);
        awaitColleague(attempt.leg(), colleague, called);
    }

    private void handOver(Leg transferer, Leg second, Leg ringing, Phone colleague) {
        journal.unhold(transferer);
        announce(transferer);
        Draft event = journal.event("AttendedTransfer", "call,all").with("Result", "Success");
        event.leg("OrigTransferer", transferer);
        talk.bridge().describe("Orig", event::with);
        event.leg("SecondTransferer", second).leg("Transferee", caller);
        journal.leave(talk.bridge(), transferer);
        journal.write(event.with("IsExternal", "No").with("DestType", "App").with("DestApp", "Dial"));
        journal.hangup(transferer, Cause.NORMAL);
        journal.leave(talk.bridge(), caller);
        journal.destroy(talk.bridge());
        String context = caller.context;
        String exten = caller.exten;
        int priority = caller.priority;
        caller.at(INTERNAL, colleague.extension(), 1);
        journal.application(caller, "Dial", "PJSIP/" + colleague.extension() + ",10,tT");
        second.at(context, exten, priority);
        journal.application(second, "Dial", "PJSIP/" + transferer.device().endpoint() + ",30,tT");
        journal.variable(second, "DIALSTATUS", "ANSWER");
        journal.dialplanEnded(second);
        journal.connectedLine(caller.connectedTo(ringing.number, ringing.name));
        journal.connectedLine(ringing.linkedTo(caller).connectedTo(caller.number, caller.name));
        journal.hangup(second, Cause.NORMAL);
        call.servedUntilTransfer();
        call.talksWithNobody();
    }

    private void awaitColleague(Leg ringing, Phone colleague, Instant called) {
        Instant answers = colleague.reaction() == Phone.Reaction.ANSWERS ? called.plus(colleague.after()) : Instant.MAX;
        Instant timeOver = called.plus(RINGS_UP_TO);
        Instant givesUp = call.givesUpAt();
        if (answers.isBefore(timeOver) && answers.isBefore(givesUp)) {
            journal.waitUntil(answers);
            journal.newState(ringing, Leg.State.UP);
            journal.variable(caller, "DIALSTATUS", "ANSWER");
            journal.dialEnd(caller, ringing.at(ringing.context, "", 1), "ANSWER");
            call.goesOnWith(Conversation.begin(journal, caller, Side.direct(ringing), true));
            journal.variable(caller, "ATTENDEDTRANSFER", "");
            call.truth().transferAnswered();
            return;
        }
        boolean callerEndsIt = givesUp.isBefore(timeOver);
        journal.waitUntil(callerEndsIt ? givesUp : timeOver);
        if (callerEndsIt) {
            journal.hangupRequest(caller, Cause.NORMAL);
        }
        journal.dialEnd(caller, ringing, callerEndsIt ? "CANCEL" : "NOANSWER");
        journal.variable(caller, "DIALSTATUS", callerEndsIt ? "CANCEL" : "NOANSWER");
        if (!callerEndsIt) {
            call.application("Hangup", "");
        }
        journal.dialplanEnded(caller);
        journal.hangup(caller, Cause.NORMAL);
        journal.hangup(ringing, Cause.NONE);
        call.end("answered", callerEndsIt ? "caller" : "pbx");
    }

    private Leg secondLeg(String number) {
        Leg transferer = talk.side().phone();
        Leg second = new Leg(transferer.device())
                .speaksFor(transferer.number, transferer.name)
                .at(INTERNAL, number, 1)
                .in(Leg.State.RING);
        journal.newChannel(second);
        journal.variable(second, "SIPDOMAIN", "127.0.0.1");
        journal.application(second, "Dial", "PJSIP/" + number + ",10,tT");
        return second;
    }

    /** The second call of whoever transfers, which is no call of the customer. */
    private final class Consultation {
        private final Phone colleague;
        private final Leg leg;
        private Optional<Conversation> talk = Optional.empty();

        Consultation(Phone colleague) {
            this.colleague = colleague;
            this.leg = secondLeg(colleague.extension());
        }

        boolean reaches() {
            TruthBook nobodys = new TruthBook(journal.now());
            Dialling dialling = new Dialling(journal, nobodys, leg, Trying.dial(""));
            Dialling.Result result = dialling.run(List.of(colleague), RINGS_UP_TO, Instant.MAX);
            if (result == Dialling.Result.ANSWERED) {
                talk = Optional.of(Conversation.begin(journal, leg, dialling.side(), true));
                return true;
            }
            leg.priority++;
            journal.application(leg, "Hangup", "");
            journal.dialplanEnded(leg);
            journal.hangup(leg, result.cause());
            return false;
        }
    }
}
