package io.callwarden.simulator.script;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A call while its script is played: {@code call.from("trunk-a", "79260001001").to("7004").dials(seconds(5),
 * phone("120").answersAfter(seconds(1.5))).talks(seconds(2)).callerHangsUp()}. Each verb lets the time of the call go on. What cannot
 * happen does not: when nobody answered, nobody talks, and after the call is over every verb does nothing.
 */
public final class ScriptedCall {
    private static final Duration ANSWER_TAKES = Duration.ofMillis(500);
    private static final String OUTSIDE_NUMBER = "74951000000";

    private final Course course;
    private final Journal journal;
    private final TruthBook truth;

    ScriptedCall(Setting setting, Journal journal) {
        this.course = new Course(setting, journal);
        this.journal = journal;
        this.truth = course.truth();
    }

    private Leg caller() {
        return course.caller();
    }

    // ---- how it begins

    /** A caller from outside. */
    public ScriptedCall from(String trunk, String number) {
        Leg leg = new Leg(Device.trunk(trunk)).speaksFor(number, "").in(Leg.State.RING);
        course.isCalledBy(leg.at("from-trunk", "s", 1));
        truth.through(trunk);
        return this;
    }

    /** An employee. */
    public ScriptedCall fromPhone(String extension) {
        Leg leg = new Leg(Device.phone(extension))
                .speaksFor(extension, "Agent " + extension)
                .in(Leg.State.RING);
        course.isCalledBy(leg.at("from-internal", "s", 1));
        return this;
    }

    /** The number that he dials, which the dialplan keeps as the DID if he calls from outside. */
    public ScriptedCall to(String number) {
        toPlain(number);
        if (isFromOutside()) {
            course.keepsDid(number);
            course.application("Set", "__FROM_DID=" + number);
            journal.variable(caller(), "__FROM_DID", number);
        }
        return this;
    }

    /** As {@link #to}, with a dialplan that keeps nothing. */
    public ScriptedCall toPlain(String number) {
        truth.begins(isFromOutside() ? "inbound" : "internal", caller().number, number);
        journal.newChannel(caller().at(caller().context, number, 1));
        journal.variable(caller(), "SIPDOMAIN", "127.0.0.1");
        caller().priority = 0;
        return this;
    }

    private boolean isFromOutside() {
        return caller().device().kind() == Device.Kind.TRUNK;
    }

    /** Somebody presses a button in a program, and the PBX calls his phone before it dials the number. */
    public ScriptedCall clicked(Phone phone, String prefix, String number, String trunk) {
        Originating originating = new Originating(journal, phone, prefix + number);
        course.isCalledBy(originating.leg());
        truth.begins("outbound", phone.extension(), number);
        truth.leaves(trunk, number);
        if (!originating.run(course.setting().originateTimeout())) {
            truth.mayGoUnrecorded();
            course.end("unanswered", "pbx");
        }
        return this;
    }

    /** The caller has patience until so long after he called. */
    public ScriptedCall givesUpAfter(Duration time) {
        course.givesUpAt(journal.start().plus(time));
        return this;
    }

    // ---- what the dialplan does

    /** The PBX takes the line, which no person has done yet. */
    public ScriptedCall answers() {
        if (!course.isOver()) {
            course.application("Answer", "");
            journal.newState(caller(), Leg.State.UP);
            course.waits(ANSWER_TAKES);
        }
        return this;
    }

    /** An announcement. */
    public ScriptedCall plays(String file, Duration length) {
        if (!course.isOver()) {
            course.application("Playback", file);
            truth.hears("announcement");
            if (course.waits(length)) {
                journal.variable(caller(), "PLAYBACKSTATUS", "SUCCESS");
            }
        }
        return this;
    }

    /** The call goes on in a menu, which the PBX answers. */
    public ScriptedCall menu(String context) {
        if (course.isOver()) {
            return this;
        }
        course.application("Goto", context + ",s,1");
        caller().at(context, "s", 0);
        return answers();
    }

    /** The menu speaks, and after a while the caller presses a key. */
    public ScriptedCall hearsMenu(String file, Duration until, String key) {
        if (!course.isOver() && hears(file, until)) {
            journal.key(caller(), key);
            journal.variable(caller(), "BACKGROUNDSTATUS", "SUCCESS");
            caller().at(caller().context, key, 0);
        }
        return this;
    }

    /** The menu speaks, and after a while the caller hangs up. */
    public ScriptedCall hangsUpInMenu(String file, Duration after) {
        return !course.isOver() && hears(file, after) ? callerHangsUp() : this;
    }

    /** The menu speaks and waits, the caller presses nothing, and the PBX hangs up. */
    public ScriptedCall menuRunsOut(String file, Duration speaks, Duration waits) {
        if (course.isOver() || !hears(file, speaks)) {
            return this;
        }
        journal.variable(caller(), "BACKGROUNDSTATUS", "SUCCESS");
        course.application("WaitExten", Long.toString(waits.toSeconds()));
        if (course.waits(waits)) {
            caller().at(caller().context, "t", 0);
            hangsUp();
        }
        return this;
    }

    private boolean hears(String file, Duration time) {
        course.application("BackGround", file);
        truth.hears("ivr");
        return course.waits(time);
    }

    /** Dials these phones at once for so long. */
    public ScriptedCall dials(Duration timeout, Phone... phones) {
        if (course.isInDialplan()) {
            course.dial(timeout, phones);
        }
        return this;
    }

    /** Dials a number through a trunk; the phone stands for whoever is called. */
    public ScriptedCall dialsOut(String trunk, Duration timeout, Phone customer) {
        if (!course.isInDialplan()) {
            return this;
        }
        truth.leaves(trunk, customer.extension());
        course.application("Set", "CALLERID(num)=" + OUTSIDE_NUMBER);
        journal.callerId(caller().speaksFor(OUTSIDE_NUMBER, caller().name));
        course.application("Dial", "PJSIP/" + customer.extension() + "@" + trunk + "," + timeout.toSeconds() + ",tT");
        boolean clicked = caller().state == Leg.State.UP;
        course.follow(Trying.trunk(trunk, clicked ? caller().name : ""), timeout, customer);
        return this;
    }

    /** Lets the caller wait in a queue. */
    public ScriptedCall queues(QueueVisit visit) {
        if (course.isInDialplan()) {
            course.queue(visit);
        }
        return this;
    }

    /** The queue does not take the caller: {@code FULL}, {@code JOINEMPTY} or {@code JOINUNAVAIL}. */
    public ScriptedCall isRefusedBy(QueueVisit visit, String status) {
        if (course.isInDialplan()) {
            course.enterQueue(visit);
            truth.refused(visit.queue(), journal.now());
            journal.variable(caller(), "QUEUESTATUS", status);
        }
        return this;
    }

    /** Voicemail takes the call; the caller hangs up after so long. */
    public ScriptedCall voicemail(String mailbox, Duration staysFor) {
        if (!course.isInDialplan()) {
            return this;
        }
        course.application("VoiceMail", mailbox + "@default,u");
        truth.leftForVoicemail(journal.now());
        if (caller().state != Leg.State.UP) {
            journal.newState(caller(), Leg.State.UP);
        }
        journal.waitFor(staysFor);
        journal.hangupRequest(caller());
        journal.variable(caller(), "VMSTATUS", "FAILED");
        journal.dialplanEnded(caller());
        journal.hangup(caller(), Cause.NONE);
        course.end("voicemail", "caller");
        return this;
    }

    /** Jumps to another place of the same context, as after a Dial that failed. */
    public ScriptedCall goesTo(String exten) {
        if (course.isInDialplan()) {
            course.application("Goto", exten + ",1");
            caller().at(caller().context, exten, 0);
        }
        return this;
    }

    /** The caller enters a conference, a colleague joins after {@code alone}, and the caller leaves after {@code together}. */
    public ScriptedCall meets(String room, String colleague, Duration alone, Duration together) {
        if (course.isInDialplan()) {
            Meeting meeting = new Meeting(course, room);
            meeting.joinedBy(colleague, alone);
            meeting.ends(together);
        }
        return this;
    }

    /** The caller enters a conference where nobody comes. */
    public ScriptedCall waitsAloneIn(String room, Duration time) {
        if (course.isInDialplan()) {
            new Meeting(course, room).ends(time);
        }
        return this;
    }

    // ---- while they talk

    /** They talk for so long. */
    public ScriptedCall talks(Duration time) {
        if (course.isTalking()) {
            journal.waitFor(time);
        }
        return this;
    }

    /** The other side puts the caller on hold for so long. */
    public ScriptedCall isHeldFor(Duration time) {
        course.conversation().ifPresent(talk -> {
            journal.hold(talk.side().phone());
            journal.waitFor(time);
            journal.unhold(talk.side().phone());
        });
        return this;
    }

    /** The other side sends the caller on to a phone, unannounced. */
    public ScriptedCall isTransferredTo(Phone target) {
        course.passing().ifPresent(talk -> new Transfers(course, talk).blind(target));
        return this;
    }

    /** The other side asks a colleague first, for so long, and then brings the two together. */
    public ScriptedCall isTransferredAfterAsking(Phone colleague, Duration consults) {
        course.passing().ifPresent(talk -> new Transfers(course, talk).attended(colleague, consults));
        return this;
    }

    /** The other side calls a colleague and hands over while his phone still rings. */
    public ScriptedCall isHandedToRinging(Phone colleague, Duration after) {
        course.passing().ifPresent(talk -> new Transfers(course, talk).blonde(colleague, after));
        return this;
    }

    /** The other side parks the caller, and a colleague fetches him after so long. */
    public ScriptedCall isParkedUntilFetchedBy(Phone colleague, Duration after) {
        course.passing().ifPresent(talk -> new Parking(course, talk).retrievedBy(colleague, after));
        return this;
    }

    /** The other side parks the caller, who hangs up after so long. */
    public ScriptedCall isParkedAndGivesUpAfter(Duration time) {
        course.passing().ifPresent(talk -> new Parking(course, talk).callerGivesUpAfter(time));
        return this;
    }

    // ---- how it ends

    /** The caller hangs up, whatever he hears. */
    public ScriptedCall callerHangsUp() {
        if (!course.isOver()) {
            course.callerHangsUp();
        }
        return this;
    }

    /** The other side hangs up. */
    public ScriptedCall otherSideHangsUp() {
        if (course.isTalking()) {
            course.otherSideHangsUp();
        }
        return this;
    }

    /** The dialplan ends the call. */
    public ScriptedCall hangsUp() {
        if (course.isInDialplan()) {
            course.hangUp();
        }
        return this;
    }

    /** The dialplan plays the tone for busy and ends the call. */
    public ScriptedCall playsBusy() {
        return refuses("Busy", "2", Cause.BUSY, course.lastTry().outcome());
    }

    /** The dialplan refuses the call before anything else. */
    public ScriptedCall isRejected() {
        if (course.isInDialplan()) {
            course.application("Hangup", Cause.BUSY.number());
            journal.dialplanEnded(caller());
            journal.hangup(caller(), Cause.BUSY);
            course.end("rejected", "pbx");
        }
        return this;
    }

    /** The dialplan refuses the call with the tone for congestion. */
    public ScriptedCall isRejectedWithCongestion() {
        return refuses("Congestion", "1", Cause.CONGESTION, "rejected");
    }

    private ScriptedCall refuses(String application, String data, Cause cause, String outcome) {
        if (course.isInDialplan()) {
            course.application(application, data);
            journal.newState(caller(), Leg.State.BUSY);
            journal.hangupRequest(caller(), cause);
            journal.dialplanEnded(caller(), cause);
            journal.hangup(caller(), cause);
            course.end(outcome, "pbx");
        }
        return this;
    }

    // ---- what a script may ask

    public boolean isOver() {
        return course.isOver();
    }

    public boolean isTalking() {
        return course.isTalking();
    }

    /** Whether it is over, and a person was asked for who did not come. */
    public boolean wasMissed() {
        return course.isOver() && truth.isAsked() && !truth.isAnswered();
    }

    /** The extension of whom the caller talks with now. */
    public Optional<String> talkingTo() {
        return course.conversation().map(talk -> talk.side().extension());
    }

    /** Whether a Local channel stays between the two who talk; then nobody can pass the caller on. */
    public boolean isBehindLocal() {
        return course.conversation().filter(talk -> talk.side().isBehindLocal()).isPresent();
    }

    /** Whether it is over and counts as missed, which a short abandon does not. */
    boolean isMissed() {
        return course.isMissed();
    }

    /** When a person first talked with the other side. */
    Optional<Instant> answeredAt() {
        return truth.answeredAt();
    }

    /** The extension of the employee who first talked with a caller; empty for a call out. */
    Optional<String> answeredBy() {
        return truth.answeredBy();
    }

    /** The Uniqueid of the caller's channel, which is given when its first event is sent. */
    Supplier<String> uniqueId() {
        return caller().identity()::uniqueId;
    }

    /** The moment that the script has come to. */
    public Instant now() {
        return journal.now();
    }
}
