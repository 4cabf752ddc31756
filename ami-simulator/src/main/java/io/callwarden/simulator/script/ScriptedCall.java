package io.callwarden.simulator.script;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call while its script is played: {@code call.from("trunk-a", "79260001001").to("7004").dials(seconds(5),
 * phone("120").answersAfter(seconds(1.5))).talks(seconds(2)).callerHangsUp()}. Each verb lets the time of the call go on. What cannot
 * happen does not: when nobody answered, nobody talks, and after the call is over every verb does nothing.
 */
public final class ScriptedCall {
    private static final Duration ANSWER_TAKES = Duration.ofMillis(500);
    private static final String OUTSIDE_NUMBER = "74951000000";

    private final Setting setting;
    private final Journal journal;
    private final TruthBook truth;
    private Leg caller = new Leg(Device.phone("none"));
    private String did = "";
    private String lastApplication = "";
    private String lastData = "";
    private Instant givesUp = Instant.MAX;
    private Dialling.Result lastTry = Dialling.Result.NO_ANSWER;
    private Cause endCause = Cause.NORMAL;
    private Optional<Conversation> conversation = Optional.empty();
    private Optional<Queueing> served = Optional.empty();
    private Instant answered = Instant.MAX;
    private boolean pickedUp;
    private boolean over;

    ScriptedCall(Setting setting, Journal journal) {
        this.setting = setting;
        this.journal = journal;
        this.truth = new TruthBook(journal.start());
    }

    // ---- how it begins

    /** A caller from outside. */
    public ScriptedCall from(String trunk, String number) {
        caller = new Leg(Device.trunk(trunk)).speaksFor(number, "").in(Leg.State.RING);
        caller.context = "from-trunk";
        truth.through(trunk);
        truth.begins("inbound", number, "");
        return this;
    }

    /** An employee. */
    public ScriptedCall fromPhone(String extension) {
        caller = new Leg(Device.phone(extension))
                .speaksFor(extension, "Agent " + extension)
                .in(Leg.State.RING);
        caller.context = "from-internal";
        truth.begins("internal", extension, "");
        return this;
    }

    /** The number that he dials, which the dialplan keeps as the DID if he calls from outside. */
    public ScriptedCall to(String number) {
        toPlain(number);
        if (caller.context.equals("from-trunk")) {
            did = number;
            application("Set", "__FROM_DID=" + number);
            journal.variable(caller, "__FROM_DID", number);
        }
        return this;
    }

    /** As {@link #to}, with a dialplan that keeps nothing. */
    public ScriptedCall toPlain(String number) {
        truth.begins(caller.context.equals("from-trunk") ? "inbound" : "internal", caller.number, number);
        caller.at(caller.context, number, 0);
        caller.priority = 1;
        journal.newChannel(caller);
        journal.variable(caller, "SIPDOMAIN", "127.0.0.1");
        caller.priority = 0;
        return this;
    }

    /** Somebody presses a button in a program, and the PBX calls his phone before it dials the number. */
    public ScriptedCall clicked(Phone phone, String prefix, String number, String trunk) {
        Originating originating = new Originating(journal, phone, prefix + number);
        caller = originating.leg();
        truth.begins("outbound", phone.extension(), number);
        truth.leaves(trunk, number);
        if (!originating.run(setting.originateTimeout())) {
            end("unanswered", "pbx");
            return this;
        }
        return this;
    }

    /** The caller has patience until so long after he called. */
    public ScriptedCall givesUpAfter(Duration time) {
        givesUp = journal.start().plus(time);
        return this;
    }

    // ---- what the dialplan does

    /** The PBX takes the line, which no person has done yet. */
    public ScriptedCall answers() {
        if (over) {
            return this;
        }
        application("Answer", "");
        journal.newState(caller, Leg.State.UP);
        return waits(ANSWER_TAKES);
    }

    /** An announcement. */
    public ScriptedCall plays(String file, Duration length) {
        if (over) {
            return this;
        }
        application("Playback", file);
        truth.hears("announcement");
        if (!waits(length).over) {
            journal.variable(caller, "PLAYBACKSTATUS", "SUCCESS");
        }
        return this;
    }

    /** The call goes on in a menu, which the PBX answers. */
    public ScriptedCall menu(String context) {
        if (over) {
            return this;
        }
        application("Goto", context + ",s,1");
        caller.at(context, "s", 0);
        return answers();
    }

    /** The menu speaks, and after a while the caller presses a key. */
    public ScriptedCall hearsMenu(String file, Duration until, String key) {
        if (over) {
            return this;
        }
        application("BackGround", file);
        truth.hears("ivr");
        if (!waits(until).over) {
            journal.key(caller, key);
            journal.variable(caller, "BACKGROUNDSTATUS", "SUCCESS");
            caller.at(caller.context, key, 0);
        }
        return this;
    }

    /** The menu speaks and waits, the caller presses nothing, and the PBX hangs up. */
    public ScriptedCall menuRunsOut(String file, Duration speaks, Duration waits) {
        if (over) {
            return this;
        }
        application("BackGround", file);
        truth.hears("ivr");
        if (waits(speaks).over) {
            return this;
        }
        journal.variable(caller, "BACKGROUNDSTATUS", "SUCCESS");
        application("WaitExten", Long.toString(waits.toSeconds()));
        if (!waits(waits).over) {
            caller.at(caller.context, "t", 0);
            hangsUp();
        }
        return this;
    }

    /** Dials these phones at once for so long. */
    public ScriptedCall dials(Duration timeout, Phone... phones) {
        if (over || conversation.isPresent()) {
            return this;
        }
        application("Dial", dialData(timeout, phones));
        return follow(new Dialling(journal, truth, caller, Trying.dial(did)), timeout, phones);
    }

    /** Dials a number through a trunk; the phone stands for whoever is called. */
    public ScriptedCall dialsOut(String trunk, Duration timeout, Phone customer) {
        if (over || conversation.isPresent()) {
            return this;
        }
        truth.leaves(trunk, customer.extension());
        application("Set", "CALLERID(num)=" + OUTSIDE_NUMBER);
        journal.callerId(caller.speaksFor(OUTSIDE_NUMBER, caller.name));
        application("Dial", "PJSIP/" + customer.extension() + "@" + trunk + "," + timeout.toSeconds() + ",tT");
        boolean clicked = caller.state == Leg.State.UP;
        Trying trying = Trying.trunk(trunk, clicked ? caller.name : "");
        return follow(new Dialling(journal, truth, caller, trying), timeout, customer);
    }

    private ScriptedCall follow(Dialling dialling, Duration timeout, Phone... phones) {
        lastTry = dialling.run(List.of(phones), timeout, givesUp);
        endCause = lastTry.cause();
        if (lastTry == Dialling.Result.ANSWERED) {
            pickedUp = dialling.wasPickedUp();
            talkWith(dialling.side(), true);
        } else if (lastTry == Dialling.Result.GAVE_UP) {
            end("abandoned", "caller");
        }
        return this;
    }

    private static String dialData(Duration timeout, Phone... phones) {
        StringBuilder data = new StringBuilder();
        for (Phone phone : phones) {
            data.append(data.isEmpty() ? "" : "&");
            data.append(
                    phone.isThroughLocal() ? "Local/" + phone.extension() + "@agents" : "PJSIP/" + phone.extension());
        }
        return data.append(',').append(timeout.toSeconds()).append(",tT").toString();
    }

    /** Lets the caller wait in a queue. */
    public ScriptedCall queues(QueueVisit visit) {
        if (over || conversation.isPresent()) {
            return this;
        }
        enterQueue(visit);
        Queueing queueing = new Queueing(
                journal, truth, caller, visit, lastData, did, new HashMap<>(setting.members(visit.queue())));
        switch (queueing.run(givesUp)) {
            case ANSWERED -> {
                served = Optional.of(queueing);
                talkWith(queueing.side(), false);
            }
            case GAVE_UP -> end("abandoned", "caller");
            case TIMED_OUT, LEFT_BY_KEY -> lastTry = Dialling.Result.NO_ANSWER;
        }
        endCause = Cause.NORMAL;
        return this;
    }

    /** The queue does not take the caller: {@code FULL}, {@code JOINEMPTY} or {@code JOINUNAVAIL}. */
    public ScriptedCall isRefusedBy(QueueVisit visit, String status) {
        if (over || conversation.isPresent()) {
            return this;
        }
        enterQueue(visit);
        truth.refused(visit.queue(), journal.now());
        journal.variable(caller, "QUEUESTATUS", status);
        return this;
    }

    private void enterQueue(QueueVisit visit) {
        application("Queue", visit.queue() + ",tc,,," + visit.timeout().toSeconds());
        List.of("ANSWEREDTIME", "ANSWEREDTIME_MS", "DIALEDTIME", "DIALEDTIME_MS", "QUEUEWAIT", "QUEUEWAIT_MS")
                .forEach(variable -> journal.variable(caller, variable, ""));
    }

    private void talkWith(Side side, boolean dialled) {
        answered = journal.now();
        truth.answered(side.extension(), answered);
        Conversation begun = Conversation.begin(journal, caller, side, dialled);
        if (side.isBehindLocal() && setting.isOptimised(side)) {
            begun.optimise();
        }
        conversation = Optional.of(begun);
    }

    /** Voicemail takes the call; the caller hangs up after so long. */
    public ScriptedCall voicemail(String mailbox, Duration staysFor) {
        if (over || conversation.isPresent()) {
            return this;
        }
        application("VoiceMail", mailbox + "@default,u");
        truth.leftForVoicemail(journal.now());
        if (caller.state != Leg.State.UP) {
            journal.newState(caller, Leg.State.UP);
        }
        journal.waitFor(staysFor);
        journal.hangupRequest(caller);
        journal.variable(caller, "VMSTATUS", "FAILED");
        journal.dialplanEnded(caller);
        journal.hangup(caller, Cause.NONE);
        return end("voicemail", "caller");
    }

    /** Jumps to another place of the same context, as after a Dial that failed. */
    public ScriptedCall goesTo(String exten) {
        if (!over && conversation.isEmpty()) {
            application("Goto", exten + ",1");
            caller.at(caller.context, exten, 0);
        }
        return this;
    }

    // ---- while they talk

    /** They talk for so long. */
    public ScriptedCall talks(Duration time) {
        if (conversation.isPresent()) {
            journal.waitFor(time);
        }
        return this;
    }

    /** The other side puts the caller on hold for so long. */
    public ScriptedCall isHeldFor(Duration time) {
        conversation.ifPresent(talk -> {
            journal.hold(talk.side().phone());
            journal.waitFor(time);
            journal.unhold(talk.side().phone());
        });
        return this;
    }

    /** The other side sends the caller on to a phone, unannounced. */
    public ScriptedCall isTransferredTo(Phone target) {
        passing().ifPresent(talk -> new Transfers(this, talk).blind(target));
        return this;
    }

    private Optional<Conversation> passing() {
        if (isBehindLocal()) {
            throw new IllegalStateException(
                    "no script can pass on a call that was answered behind a Local channel which stays: "
                            + talkingTo());
        }
        return conversation;
    }

    /** The other side asks a colleague first, for so long, and then brings the two together. */
    public ScriptedCall isTransferredAfterAsking(Phone colleague, Duration consults) {
        passing().ifPresent(talk -> new Transfers(this, talk).attended(colleague, consults));
        return this;
    }

    /** The other side calls a colleague and hands over while his phone still rings. */
    public ScriptedCall isHandedToRinging(Phone colleague, Duration after) {
        passing().ifPresent(talk -> new Transfers(this, talk).blonde(colleague, after));
        return this;
    }

    /** The other side parks the caller, and a colleague fetches him after so long. */
    public ScriptedCall isParkedUntilFetchedBy(Phone colleague, Duration after) {
        passing().ifPresent(talk -> new Parking(this, talk, journal.parkingSpace()).retrievedBy(colleague, after));
        return this;
    }

    /** The other side parks the caller, who hangs up after so long. */
    public ScriptedCall isParkedAndGivesUpAfter(Duration time) {
        passing().ifPresent(talk -> new Parking(this, talk, journal.parkingSpace()).callerGivesUpAfter(time));
        return this;
    }

    /** The caller enters a conference, a colleague joins after {@code alone}, and the caller leaves after {@code together}. */
    public ScriptedCall meets(String room, String colleague, Duration alone, Duration together) {
        if (!over) {
            Meeting meeting = new Meeting(this, room);
            meeting.joinedBy(colleague, alone);
            meeting.ends(together);
        }
        return this;
    }

    /** The caller enters a conference where nobody comes. */
    public ScriptedCall waitsAloneIn(String room, Duration time) {
        if (!over) {
            new Meeting(this, room).ends(time);
        }
        return this;
    }

    // ---- how it ends

    /** The caller hangs up, whatever he hears. */
    public ScriptedCall callerHangsUp() {
        if (over) {
            return this;
        }
        if (conversation.isPresent()) {
            callerLeaves(conversation.get());
            return end("answered", "caller");
        }
        journal.hangupRequest(caller);
        journal.dialplanEnded(caller);
        journal.hangup(caller, Cause.NONE);
        return end("abandoned", "caller");
    }

    private void callerLeaves(Conversation talk) {
        if (served.isPresent()) {
            journal.hangupRequest(caller);
            served.get().complete(talk.side().front(), answered, "caller");
        } else {
            hangupRequestAfterTalk();
        }
        talk.callerLeaves(() -> {
            afterTalk();
            journal.dialplanEnded(caller);
            journal.hangup(caller, Cause.NORMAL);
        });
    }

    /** Asterisk knows a cause only where Dial was answered by the phone that it dialled. */
    private void hangupRequestAfterTalk() {
        if (pickedUp) {
            journal.hangupRequest(caller);
        } else {
            journal.hangupRequest(caller, Cause.NORMAL);
        }
    }

    private void afterTalk() {
        long seconds = Duration.between(answered, journal.now()).toSeconds();
        journal.variable(caller, "ANSWEREDTIME", seconds);
        if (served.isPresent()) {
            journal.variable(caller, "QUEUESTATUS", "CONTINUE");
        } else {
            journal.variable(caller, "DIALSTATUS", "ANSWER");
        }
    }

    /** The other side hangs up. */
    public ScriptedCall otherSideHangsUp() {
        if (over || conversation.isEmpty()) {
            return this;
        }
        Conversation talk = conversation.get();
        Leg front = talk.side().front();
        talk.phoneLeaves(
                served.isEmpty(), () -> served.ifPresent(queueing -> queueing.complete(front, answered, "agent")));
        afterTalk();
        if (served.isPresent()) {
            application("Hangup", "");
        }
        journal.dialplanEnded(caller);
        journal.hangup(caller, Cause.NORMAL);
        return end("answered", "callee");
    }

    /** The dialplan ends the call. */
    public ScriptedCall hangsUp() {
        if (over || conversation.isPresent()) {
            return this;
        }
        application("Hangup", "");
        journal.dialplanEnded(caller);
        journal.hangup(caller, endCause);
        return end(lastTry.outcome(), "pbx");
    }

    /** The dialplan plays the tone for busy and ends the call. */
    public ScriptedCall playsBusy() {
        return over ? this : refuses("Busy", "2", Cause.BUSY, lastTry.outcome());
    }

    /** The dialplan refuses the call before anything else. */
    public ScriptedCall isRejected() {
        if (over) {
            return this;
        }
        application("Hangup", Cause.BUSY.number());
        journal.dialplanEnded(caller);
        journal.hangup(caller, Cause.BUSY);
        return end("rejected", "pbx");
    }

    /** The dialplan refuses the call with the tone for congestion. */
    public ScriptedCall isRejectedWithCongestion() {
        return over ? this : refuses("Congestion", "1", Cause.CONGESTION, "rejected");
    }

    private ScriptedCall refuses(String application, String data, Cause cause, String outcome) {
        application(application, data);
        journal.newState(caller, Leg.State.BUSY);
        journal.hangupRequest(caller, cause);
        journal.dialplanEnded(caller, cause);
        journal.hangup(caller, cause);
        return end(outcome, "pbx");
    }

    public boolean isOver() {
        return over;
    }

    public boolean isTalking() {
        return conversation.isPresent() && !over;
    }

    /** Whether it is over, and a person was asked for who did not come. */
    public boolean wasMissed() {
        return over && truth.isAsked() && !truth.isAnswered();
    }

    /** The extension of whom the caller talks with now. */
    public Optional<String> talkingTo() {
        return conversation.map(talk -> talk.side().extension());
    }

    /** Whether a Local channel stays between the two who talk; then nobody can pass the caller on. */
    public boolean isBehindLocal() {
        return conversation.filter(talk -> talk.side().isBehindLocal()).isPresent();
    }

    /** The moment that the script has come to. */
    public Instant now() {
        return journal.now();
    }

    // ---- for the parts of this package that play longer scenes

    Journal journal() {
        return journal;
    }

    TruthBook truth() {
        return truth;
    }

    Leg caller() {
        return caller;
    }

    String did() {
        return did;
    }

    Instant givesUpAt() {
        return givesUp;
    }

    Optional<Conversation> conversation() {
        return conversation;
    }

    /** What the caller's channel runs, as its snapshot still says after it was moved elsewhere. */
    void applicationStill() {
        journal.application(caller, lastApplication, lastData);
    }

    boolean wasServedByQueue() {
        return served.isPresent();
    }

    void servedUntilTransfer() {
        conversation.ifPresent(talk ->
                served.ifPresent(queueing -> queueing.complete(talk.side().front(), answered, "transfer")));
        served = Optional.empty();
    }

    void goesOnWith(Conversation next) {
        conversation = Optional.ofNullable(next);
    }

    /** The dialplan of the new place dials; Asterisk tells of it only where the name of the application changes. */
    void isDialledAfterTransfer(boolean wasInQueue, Duration timeout, Phone target) {
        lastApplication = "Dial";
        lastData = dialData(timeout, target);
        caller.priority = 1;
        if (wasInQueue) {
            journal.application(caller, lastApplication, lastData);
        }
        follow(new Dialling(journal, truth, caller, Trying.dial(did)), timeout, target);
        if (!over && conversation.isEmpty()) {
            hangsUp();
        }
    }

    void application(String application, String data) {
        lastApplication = application;
        lastData = data;
        caller.priority++;
        journal.application(caller, application, data);
    }

    /** Lets time pass in which the caller may give up. */
    ScriptedCall waits(Duration time) {
        Instant until = journal.now().plus(time);
        if (givesUp.isBefore(until)) {
            journal.waitUntil(givesUp);
            return callerHangsUp();
        }
        journal.waitUntil(until);
        return this;
    }

    ScriptedCall end(String outcomeOtherwise, String endedBy) {
        over = true;
        conversation = Optional.empty();
        Instant at = journal.now();
        Leg.Identity identity = caller.identity();
        TruthBook book = truth;
        journal.note(pbx ->
                pbx.finished(book.ends(identity.uniqueId(), outcomeOtherwise, endedBy, at, setting.shortAbandon())));
        return this;
    }

    Map<String, Member> members(String queue) {
        return setting.members(queue);
    }
}
