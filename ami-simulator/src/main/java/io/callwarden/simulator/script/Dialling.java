package io.callwarden.simulator.script;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The application Dial: tries phones at once until one answers, all refuse, the time is over or the caller gives up. */
final class Dialling {
    /** How it ended. */
    enum Result {
        ANSWERED("ANSWER", Cause.NORMAL, "answered"),
        NO_ANSWER("NOANSWER", Cause.NORMAL, "unanswered"),
        NOT_THERE("NOANSWER", Cause.NO_ANSWER, "unanswered"),
        BUSY("BUSY", Cause.BUSY, "busy"),
        DECLINED("CHANUNAVAIL", Cause.REJECTED, "busy"),
        /** Those that could be reached were busy, but not all could. */
        PARTLY_BUSY("BUSY", Cause.BUSY, "unanswered"),
        PARTLY_DECLINED("CHANUNAVAIL", Cause.REJECTED, "unanswered"),
        FAILED("CONGESTION", Cause.CONGESTION, "unreachable"),
        DEAD("NOANSWER", Cause.NORMAL, "unreachable"),
        UNREGISTERED("CHANUNAVAIL", Cause.NO_ROUTE, "unreachable"),
        GAVE_UP("CANCEL", Cause.CANCELLED, "abandoned");

        private final String dialStatus;
        private final Cause cause;
        private final String outcome;

        Result(String dialStatus, Cause cause, String outcome) {
            this.dialStatus = dialStatus;
            this.cause = cause;
            this.outcome = outcome;
        }

        /** What the variable DIALSTATUS says. */
        String dialStatus() {
            return dialStatus;
        }

        /** Why the caller hangs up if the dialplan ends the call now. */
        Cause cause() {
            return cause;
        }

        /** What became of the call if it ends now. */
        String outcome() {
            return outcome;
        }
    }

    private static final List<String> RESULTS = List.of(
            "DIALSTATUS",
            "DIALEDPEERNUMBER",
            "DIALEDPEERNAME",
            "ANSWEREDTIME",
            "ANSWEREDTIME_MS",
            "DIALEDTIME",
            "DIALEDTIME_MS",
            "RINGTIME",
            "RINGTIME_MS",
            "PROGRESSTIME",
            "PROGRESSTIME_MS");

    private final Journal journal;
    private final TruthBook truth;
    private final Leg caller;
    private final Trying trying;
    private final Instant began;
    private final Contest contest = new Contest();
    private final boolean ofTheHouse;
    private boolean anyRang;
    private Result worst = Result.UNREGISTERED;
    private Side side;
    private boolean pickedUp;

    Dialling(Journal journal, TruthBook truth, Leg caller, Trying trying) {
        this.journal = journal;
        this.truth = truth;
        this.caller = caller;
        this.trying = trying;
        this.ofTheHouse = trying.trunk().isEmpty();
        this.began = journal.now();
    }

    /** The side that answered; only after {@link Result#ANSWERED}. */
    Side side() {
        return side;
    }

    /** Whether the side that answered was not dialled, but took the call from a phone that rang. */
    boolean wasPickedUp() {
        return pickedUp;
    }

    Result run(List<Phone> phones, Duration timeout, Instant givesUp) {
        RESULTS.forEach(variable -> journal.variable(caller, variable, ""));
        truth.asks("ring", journal.now());
        List<Attempt> attempts = new ArrayList<>();
        for (Phone phone : phones) {
            if (phone.isRegistered()) {
                attempts.add(Attempt.create(journal, caller, phone, trying));
            }
        }
        attempts.forEach(attempt -> {
            attempt.begin(attempts.size() == 1);
            contest.add(attempt, began);
        });
        Instant timeOver = began.plus(timeout);
        Instant limit = givesUp.isBefore(timeOver) ? givesUp : timeOver;
        Result result = follow(limit, givesUp.isBefore(timeOver));
        if (attempts.size() < phones.size()) {
            result = ofSome(result);
        }
        if (result != Result.ANSWERED && result != Result.GAVE_UP) {
            journal.variable(caller, "DIALSTATUS", result.dialStatus());
        }
        return result;
    }

    private static Result ofSome(Result result) {
        return switch (result) {
            case BUSY -> Result.PARTLY_BUSY;
            case DECLINED -> Result.PARTLY_DECLINED;
            default -> result;
        };
    }

    private Result follow(Instant limit, boolean callerEndsIt) {
        while (!contest.isOver()) {
            Contest.Moment moment = contest.next(limit).orElse(null);
            if (moment == null) {
                journal.waitUntil(limit);
                return callerEndsIt ? gaveUp() : timeOver();
            }
            journal.waitUntil(moment.at());
            if (moment.rings()) {
                rings(moment.attempt());
            } else if (reacts(moment.attempt())) {
                return Result.ANSWERED;
            }
        }
        return worst;
    }

    private void rings(Attempt attempt) {
        attempt.rings(!anyRang, Duration.between(began, journal.now()).toMillis());
        anyRang = true;
        if (ofTheHouse) {
            truth.rang(attempt.phone().extension());
        }
    }

    /** True if the caller is through. */
    private boolean reacts(Attempt attempt) {
        switch (attempt.phone().reaction()) {
            case ANSWERS -> answered(attempt);
            case IS_PICKED_UP -> pickedUp(attempt);
            case FORWARDS -> forwarded(attempt);
            case BUSY -> refused(attempt, Cause.BUSY, "BUSY", Result.BUSY);
            case DECLINES -> refused(attempt, Cause.DECLINED, "NOANSWER", Result.DECLINED);
            case FAILS -> refused(attempt, Cause.CONGESTION, "CONGESTION", Result.FAILED);
            case NOT_THERE -> refused(attempt, Cause.NO_ANSWER, "NOANSWER", Result.NOT_THERE);
            case IGNORES -> throw new IllegalStateException("a phone that ignores its caller does nothing");
        }
        return side != null;
    }

    private void refused(Attempt attempt, Cause cause, String status, Result result) {
        attempt.refused(cause);
        journal.dialEnd(caller, attempt.front(), status);
        attempt.hangsUp(cause);
        contest.drop(attempt);
        worst = result;
    }

    private void answered(Attempt winner) {
        contest.drop(winner);
        Side answering = winner.pickedUp();
        winner.wins();
        contest.running().forEach(loser -> journal.dialEnd(caller, loser.front(), "CANCEL"));
        connect(answering, winner.phone().extension());
        contest.running().forEach(loser -> loser.hangsUp(Cause.ELSEWHERE));
    }

    private void pickedUp(Attempt attempt) {
        contest.drop(attempt);
        Leg leg = Pickup.of(attempt, journal, caller, "AppDial");
        journal.connectedLine(caller.connectedTo(leg.number, leg.name));
        connect(Side.direct(leg), leg.device().endpoint());
        pickedUp = true;
        attempt.hangsUp(Cause.ELSEWHERE);
    }

    private void connect(Side answering, String extension) {
        Leg.Identity peer = answering.front().identity();
        journal.variable(caller, "DIALSTATUS", "ANSWER");
        journal.variable(caller, "DIALEDPEERNAME", (Late) pbx -> peer.channel());
        journal.variable(caller, "DIALEDPEERNUMBER", extension);
        answering.front().at(answering.front().context, "", 1);
        journal.dialEnd(caller, answering.front(), "ANSWER");
        if (caller.state != Leg.State.UP) {
            journal.newState(caller, Leg.State.UP);
        }
        side = answering;
    }

    private void forwarded(Attempt attempt) {
        Phone target = attempt.phone().other();
        attempt.refused(Cause.REDIRECTED);
        Attempt next = Attempt.create(journal, caller, target, Trying.forward(trying.inheritedDid()));
        journal.dialForwarded(caller, attempt.front(), target.extension());
        attempt.hangsUp(Cause.REDIRECTED);
        contest.drop(attempt);
        next.begin(true);
        contest.add(next, journal.now());
    }

    private Result timeOver() {
        boolean nobodyThere = !anyRang && worst == Result.UNREGISTERED;
        List<Attempt> left = contest.running();
        left.forEach(attempt -> journal.dialEnd(caller, attempt.front(), "NOANSWER"));
        left.forEach(attempt -> attempt.hangsUp(Cause.NONE));
        return nobodyThere ? Result.DEAD : Result.NO_ANSWER;
    }

    private Result gaveUp() {
        Cause cause = caller.state == Leg.State.UP ? Cause.NORMAL : Cause.CANCELLED;
        journal.hangupRequest(caller, cause);
        List<Attempt> left = contest.running();
        left.forEach(attempt -> journal.dialEnd(caller, attempt.front(), "CANCEL"));
        journal.variable(caller, "DIALSTATUS", "CANCEL");
        journal.dialplanEnded(caller, cause);
        journal.hangup(caller, cause);
        left.forEach(attempt -> attempt.hangsUp(cause == Cause.CANCELLED ? Cause.CANCELLED_LEG : cause));
        return Result.GAVE_UP;
    }
}
