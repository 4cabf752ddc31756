package io.callwarden.simulator.script;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** How far a scripted call has come: who calls, where in the dialplan he is, whom he talks with, and how it ends. */
final class Course {
    private static final List<String> QUEUE_RESULTS =
            List.of("ANSWEREDTIME", "ANSWEREDTIME_MS", "DIALEDTIME", "DIALEDTIME_MS", "QUEUEWAIT", "QUEUEWAIT_MS");

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
    private boolean missed;

    Course(Setting setting, Journal journal) {
        this.setting = setting;
        this.journal = journal;
        this.truth = new TruthBook(journal.start());
    }

    Setting setting() {
        return setting;
    }

    Journal journal() {
        return journal;
    }

    TruthBook truth() {
        return truth;
    }

    Leg caller() {
        return caller;
    }

    void isCalledBy(Leg leg) {
        caller = leg;
    }

    void keepsDid(String number) {
        did = number;
    }

    Instant givesUpAt() {
        return givesUp;
    }

    void givesUpAt(Instant moment) {
        givesUp = moment;
    }

    Optional<Conversation> conversation() {
        return conversation;
    }

    boolean isOver() {
        return over;
    }

    /** Whether it is over and counts as missed. */
    boolean isMissed() {
        return missed;
    }

    /** Whether the dialplan has the call: it is not over, and nobody talks. */
    boolean isInDialplan() {
        return !over && conversation.isEmpty();
    }

    boolean isTalking() {
        return !over && conversation.isPresent();
    }

    Dialling.Result lastTry() {
        return lastTry;
    }

    // ---- the dialplan

    void application(String application, String data) {
        lastApplication = application;
        lastData = data;
        caller.priority++;
        journal.application(caller, application, data);
    }

    /** What the caller's channel runs, as its snapshot still says after it was moved elsewhere. */
    void applicationStill() {
        journal.application(caller, lastApplication, lastData);
    }

    /** Lets time pass in which the caller may give up; true if he did not. */
    boolean waits(Duration time) {
        Instant until = journal.now().plus(time);
        if (givesUp.isBefore(until)) {
            journal.waitUntil(givesUp);
            callerHangsUp();
            return false;
        }
        journal.waitUntil(until);
        return true;
    }

    void dial(Duration timeout, Phone... phones) {
        application("Dial", dialData(timeout, phones));
        follow(Trying.dial(did), timeout, phones);
    }

    void follow(Trying trying, Duration timeout, Phone... phones) {
        Dialling dialling = new Dialling(journal, truth, caller, trying);
        lastTry = dialling.run(List.of(phones), timeout, givesUp);
        endCause = lastTry.cause();
        if (lastTry == Dialling.Result.ANSWERED) {
            pickedUp = dialling.wasPickedUp();
            talkWith(dialling.side(), true);
        } else if (lastTry == Dialling.Result.GAVE_UP) {
            end("abandoned", "caller");
        }
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

    void enterQueue(QueueVisit visit) {
        application("Queue", visit.queue() + ",tc,,," + visit.timeout().toSeconds());
        QUEUE_RESULTS.forEach(variable -> journal.variable(caller, variable, ""));
        endCause = Cause.NORMAL;
    }

    void queue(QueueVisit visit) {
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

    // ---- transfers

    /** The conversation, if there is one that can be passed on. */
    Optional<Conversation> passing() {
        if (conversation.filter(talk -> talk.side().isBehindLocal()).isPresent()) {
            throw new IllegalStateException(
                    "no script can pass on a call that was answered behind a Local channel which stays");
        }
        if (givesUp.isBefore(journal.now())) {
            givesUp = Instant.MAX;
        }
        return conversation;
    }

    /** Whoever served the caller for a queue has passed him on. True if somebody had. */
    boolean servedUntilTransfer() {
        boolean wasServed = served.isPresent();
        conversation.ifPresent(talk ->
                served.ifPresent(queueing -> queueing.complete(talk.side().front(), answered, "transfer")));
        served = Optional.empty();
        return wasServed;
    }

    void goesOnWith(Conversation next) {
        conversation = Optional.of(next);
    }

    void talksWithNobody() {
        conversation = Optional.empty();
    }

    /** The dialplan of the new place dials; Asterisk tells of it only where the name of the application changes. */
    void isDialledAfterTransfer(boolean wasInQueue, Duration timeout, Phone target) {
        lastApplication = "Dial";
        lastData = dialData(timeout, target);
        if (wasInQueue) {
            journal.application(caller, lastApplication, lastData);
        }
        follow(Trying.dial(did), timeout, target);
        if (isInDialplan()) {
            hangUp();
        }
    }

    // ---- the end

    void callerHangsUp() {
        if (conversation.isPresent()) {
            callerLeaves(conversation.get());
            end("answered", "caller");
            return;
        }
        journal.hangupRequest(caller);
        journal.dialplanEnded(caller);
        journal.hangup(caller, Cause.NONE);
        end("abandoned", "caller");
    }

    private void callerLeaves(Conversation talk) {
        // Asterisk knows a cause only where Dial was answered by the phone that it dialled.
        if (served.isPresent() || pickedUp) {
            journal.hangupRequest(caller);
        } else {
            journal.hangupRequest(caller, Cause.NORMAL);
        }
        served.ifPresent(queueing -> queueing.complete(talk.side().front(), answered, "caller"));
        talk.callerLeaves(() -> {
            afterTalk();
            journal.dialplanEnded(caller);
            journal.hangup(caller, Cause.NORMAL);
        });
    }

    void otherSideHangsUp() {
        Conversation talk = conversation.orElseThrow();
        Leg front = talk.side().front();
        talk.phoneLeaves(
                served.isEmpty(), () -> served.ifPresent(queueing -> queueing.complete(front, answered, "agent")));
        afterTalk();
        if (served.isPresent()) {
            application("Hangup", "");
        }
        journal.dialplanEnded(caller);
        journal.hangup(caller, Cause.NORMAL);
        end("answered", "callee");
    }

    private void afterTalk() {
        journal.variable(
                caller,
                "ANSWEREDTIME",
                Duration.between(answered, journal.now()).toSeconds());
        if (served.isPresent()) {
            journal.variable(caller, "QUEUESTATUS", "CONTINUE");
        } else {
            journal.variable(caller, "DIALSTATUS", "ANSWER");
        }
    }

    /** The application Hangup. */
    void hangUp() {
        application("Hangup", "");
        journal.dialplanEnded(caller);
        journal.hangup(caller, endCause);
        end(lastTry.outcome(), "pbx");
    }

    void end(String outcomeOtherwise, String endedBy) {
        over = true;
        conversation = Optional.empty();
        Instant at = journal.now();
        Leg.Identity identity = caller.identity();
        missed = truth.ends("", outcomeOtherwise, endedBy, at, setting.shortAbandon())
                .missed();
        journal.note(pbx ->
                pbx.finished(truth.ends(identity.uniqueId(), outcomeOtherwise, endedBy, at, setting.shortAbandon())));
    }
}
