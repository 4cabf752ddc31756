package io.callwarden.simulator.script;

import java.time.Duration;
import java.time.Instant;

/** The action Originate: the PBX calls a phone by itself, and puts it into the dialplan when somebody answers. */
final class Originating {
    private static final String CLICK = "Click";

    private final Journal journal;
    private final Phone phone;
    private final String number;
    private final Leg leg;

    Originating(Journal journal, Phone phone, String number) {
        this.journal = journal;
        this.phone = phone;
        this.number = number;
        this.leg = new Leg(Device.phone(phone.extension()))
                .speaksFor(phone.extension(), phone.owner())
                .at("from-internal", "s", 1);
    }

    Leg leg() {
        return leg;
    }

    /** True if the phone was answered. */
    boolean run(Duration timeout) {
        Instant began = journal.now();
        journal.newChannel(leg);
        journal.application(leg, "AppDial2", "(Outgoing Line)");
        journal.callerId(leg.speaksFor(phone.extension(), CLICK));
        journal.connectedLine(leg.connectedTo(phone.extension(), CLICK));
        journal.dialBegin(leg, phone.extension());
        phone.rings().ifPresent(time -> {
            journal.waitUntil(began.plus(time));
            journal.newState(leg, Leg.State.RINGING);
            journal.write(
                    journal.event("DialState", "call,all").leg("Dest", leg).with("DialStatus", "RINGING"));
        });
        boolean answers =
                phone.reaction() == Phone.Reaction.ANSWERS && phone.after().compareTo(timeout) < 0;
        journal.waitUntil(began.plus(answers ? phone.after() : timeout));
        if (!answers) {
            respond("Failure", "3");
            journal.hangup(leg, Cause.NO_ANSWER);
            return false;
        }
        journal.newState(leg, Leg.State.UP);
        respond("Success", "4");
        journal.dialEnd(leg, "ANSWER");
        leg.at("from-internal", number, 0);
        return true;
    }

    private void respond(String response, String reason) {
        boolean success = response.equals("Success");
        Leg.Identity identity = leg.identity();
        Late channel = success ? pbx -> identity.channel() : pbx -> leg.device().address();
        Late uniqueId = success ? pbx -> identity.uniqueId() : pbx -> "<unknown>";
        journal.write(journal.event("OriginateResponse", "call,all")
                .with("ActionID", "click-" + number)
                .with("Response", response)
                .with("Channel", channel)
                .with("Context", "from-internal")
                .with("Exten", number)
                .with("Reason", reason)
                .with("Uniqueid", uniqueId)
                .with("CallerIDNum", phone.extension())
                .with("CallerIDName", CLICK));
    }
}
