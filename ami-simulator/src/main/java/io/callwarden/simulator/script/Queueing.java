package io.callwarden.simulator.script;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The application Queue, for one caller: he waits, members are rung round by round, until somebody's patience or time is over. */
final class Queueing {
    /** How the caller left the queue. */
    enum Result {
        ANSWERED,
        TIMED_OUT,
        LEFT_BY_KEY,
        GAVE_UP
    }

    private static final Duration KEY_IS_HEARD = Duration.ofMillis(160);

    private final Journal journal;
    private final TruthBook truth;
    private final Leg caller;
    private final QueueVisit visit;
    private final Trying trying;
    private final QueueJournal log;
    private final String data;
    private final Instant joined;
    private int round;
    private Side side;
    private Member served;

    Queueing(
            Journal journal,
            TruthBook truth,
            Leg caller,
            QueueVisit visit,
            String data,
            String did,
            Map<String, Member> members) {
        this.journal = journal;
        this.truth = truth;
        this.caller = caller;
        this.visit = visit;
        this.data = data;
        this.log = new QueueJournal(journal, visit.queue(), caller);
        this.trying = Trying.queue(did, log, members);
        this.joined = journal.now();
    }

    Side side() {
        return side;
    }

    /** The visit is over and somebody talks: tells the queue when that ends. */
    void complete(Leg member, Instant answered, String reason) {
        log.complete(member, served, held(answered), secondsBetween(answered, journal.now()), reason);
    }

    private long held(Instant until) {
        return secondsBetween(joined, until);
    }

    private static long secondsBetween(Instant from, Instant to) {
        return to.getEpochSecond() - from.getEpochSecond();
    }

    Result run(Instant givesUp) {
        truth.inQueue(visit.queue(), joined);
        log.join();
        Instant limit = earliest(
                givesUp,
                joined.plus(visit.timeout()),
                visit.keyAfter().map(joined::plus).orElse(Instant.MAX));
        while (true) {
            List<Phone> phones = visit.rounds().next(journal.now(), round);
            if (!phones.isEmpty()) {
                round++;
                Contest contest = new Contest();
                if (ring(
                        contest,
                        phones,
                        earliest(limit, journal.now().plus(visit.timing().rings())))) {
                    return Result.ANSWERED;
                }
                if (!journal.now().isBefore(limit)) {
                    return leave(contest, givesUp, limit);
                }
            }
            Instant again = journal.now().plus(visit.timing().retries());
            if (!again.isBefore(limit)) {
                journal.waitUntil(limit);
                return leave(new Contest(), givesUp, limit);
            }
            journal.waitUntil(again);
        }
    }

    private static Instant earliest(Instant... instants) {
        Instant first = Instant.MAX;
        for (Instant instant : instants) {
            first = instant.isBefore(first) ? instant : first;
        }
        return first;
    }

    private Result leave(Contest contest, Instant givesUp, Instant limit) {
        if (limit.equals(givesUp)) {
            gaveUp(contest);
            return Result.GAVE_UP;
        }
        if (visit.keyAfter().filter(time -> limit.equals(joined.plus(time))).isPresent()) {
            leftByKey(contest);
            return Result.LEFT_BY_KEY;
        }
        timedOut();
        return Result.TIMED_OUT;
    }

    /** Rings these phones, and whoever comes next when they refuse, until the time of the round is over. True if one answered. */
    private boolean ring(Contest contest, List<Phone> phones, Instant until) {
        Instant roundBegan = journal.now();
        call(contest, phones);
        while (!contest.isOver()) {
            Contest.Moment moment = contest.next(until).orElse(null);
            if (moment == null) {
                journal.waitUntil(until);
                if (until.isBefore(roundBegan.plus(visit.timing().rings())) && !endsByTime(until)) {
                    return false;
                }
                nobodyAnswered(contest, roundBegan);
                return false;
            }
            journal.waitUntil(moment.at());
            if (react(contest, moment, roundBegan)) {
                return true;
            }
            if (contest.isOver()) {
                call(contest, visit.rounds().next(journal.now(), round));
            }
        }
        return false;
    }

    private boolean endsByTime(Instant until) {
        return until.equals(joined.plus(visit.timeout()));
    }

    private void call(Contest contest, List<Phone> phones) {
        for (Phone phone : phones) {
            Instant called = journal.now();
            Attempt attempt = Attempt.create(journal, caller, phone, trying);
            attempt.begin(!visit.ringsAll());
            contest.add(attempt, called);
        }
    }

    private boolean react(Contest contest, Contest.Moment moment, Instant roundBegan) {
        Attempt attempt = moment.attempt();
        if (moment.rings()) {
            attempt.rings(false, 0);
            truth.rang(attempt.phone().extension());
            return false;
        }
        switch (attempt.phone().reaction()) {
            case ANSWERS -> {
                answered(contest, attempt, roundBegan);
                return true;
            }
            case IS_PICKED_UP -> {
                pickedUp(contest, attempt, roundBegan);
                return true;
            }
            case BUSY -> refused(contest, attempt, Cause.BUSY, "BUSY", roundBegan);
            case DECLINES -> refused(contest, attempt, Cause.DECLINED, "NOANSWER", roundBegan);
            default ->
                throw new IllegalStateException(attempt.phone().extension() + " of a queue cannot: "
                        + attempt.phone().reaction());
        }
        return false;
    }

    private void refused(Contest contest, Attempt attempt, Cause cause, String status, Instant roundBegan) {
        attempt.refused(cause);
        journal.dialEnd(caller, attempt.front(), status);
        ringNoAnswer(attempt, roundBegan);
        attempt.hangsUp(cause);
        drop(contest, attempt);
    }

    private void drop(Contest contest, Attempt attempt) {
        contest.drop(attempt);
        visit.rounds().released(attempt.phone().extension(), journal.now());
    }

    private void ringNoAnswer(Attempt attempt, Instant roundBegan) {
        long seconds = Duration.between(roundBegan, journal.now()).toSeconds();
        log.ringNoAnswer(attempt.front(), trying.member(attempt.phone()), seconds * 1_000);
    }

    private void nobodyAnswered(Contest contest, Instant roundBegan) {
        List<Attempt> left = contest.running();
        left.forEach(attempt -> ringNoAnswer(attempt, roundBegan));
        left.forEach(attempt -> journal.dialEnd(caller, attempt.front(), "NOANSWER"));
        left.forEach(attempt -> {
            journal.dialEnd(caller, attempt.front(), "CANCEL");
            attempt.hangsUp(Cause.NONE);
            drop(contest, attempt);
        });
    }

    private void answered(Contest contest, Attempt winner, Instant roundBegan) {
        contest.drop(winner);
        Side answering = winner.pickedUp();
        journal.dialEnd(caller, winner.front(), "ANSWER");
        List<Attempt> losers = contest.running();
        losers.forEach(loser -> journal.dialEnd(caller, loser.front(), "CANCEL"));
        winner.wins();
        losers.forEach(loser -> {
            journal.dialEnd(caller, loser.front(), "CANCEL");
            loser.hangsUp(Cause.ELSEWHERE);
            drop(contest, loser);
        });
        connect(answering, trying.member(winner.phone()), roundBegan);
    }

    private void pickedUp(Contest contest, Attempt attempt, Instant roundBegan) {
        Leg leg = Pickup.of(attempt, journal, caller, "AppQueue");
        attempt.hangsUp(Cause.ELSEWHERE);
        drop(contest, attempt);
        journal.connectedLine(caller.connectedTo(leg.number, leg.name));
        connect(Side.direct(leg), trying.member(attempt.phone()), roundBegan);
    }

    private void connect(Side answering, Member member, Instant roundBegan) {
        side = answering;
        served = member;
        log.leave();
        long held = held(journal.now());
        log.waited(held);
        log.connect(
                answering.front(),
                member,
                held,
                Duration.between(roundBegan, journal.now()).toSeconds());
    }

    private void timedOut() {
        long seconds = held(journal.now());
        log.abandon(seconds);
        log.waited(seconds);
        log.leave();
        journal.variable(caller, "QUEUESTATUS", "TIMEOUT");
    }

    private void gaveUp(Contest contest) {
        List<Attempt> left = contest.running();
        journal.hangupRequest(caller);
        cancel(contest, left);
        long seconds = held(journal.now());
        log.waited(seconds);
        log.abandon(seconds);
        log.leave();
        journal.dialplanEnded(caller);
        left.forEach(attempt -> attempt.hangsUp(Cause.NONE));
        journal.hangup(caller, Cause.NONE);
    }

    private void cancel(Contest contest, List<Attempt> left) {
        left.forEach(attempt -> journal.dialEnd(caller, attempt.front(), "CANCEL"));
        left.forEach(attempt -> {
            journal.dialEnd(caller, attempt.front(), "CANCEL");
            drop(contest, attempt);
        });
    }

    private void leftByKey(Contest contest) {
        List<Attempt> left = contest.running();
        journal.key(caller, "1");
        journal.waitFor(KEY_IS_HEARD);
        caller.at("queue-exit", "1", 0);
        cancel(contest, left);
        log.waited(held(journal.now()));
        journal.application(caller, "Queue", data);
        left.forEach(attempt -> attempt.hangsUp(Cause.NONE));
        log.leave();
    }
}
