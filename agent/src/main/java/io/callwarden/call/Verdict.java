package io.callwarden.call;

import io.callwarden.call.RingState.End;
import java.time.Duration;
import java.time.Instant;

/** Says what became of a call, and why each phone stopped ringing, when all is known. Pure. */
final class Verdict {
    private Verdict() {}

    /**
     * The outcome in the words of the product: see docs/calls.md.
     *
     * @param endedBy null where the end was not seen
     */
    static Outcome outcome(OpenCall call, EndedBy endedBy) {
        CallState.Ended end = (CallState.Ended) call.state;
        Journey journey = end.journey();
        if (journey.answer() != null) {
            return Outcome.ANSWERED;
        }
        if (endedBy == null) {
            return Outcome.UNKNOWN;
        }
        if (end.inVoicemail()) {
            return Outcome.VOICEMAIL;
        }
        if (endedBy == EndedBy.CALLER) {
            return Outcome.ABANDONED;
        }
        if (journey.askedAt() == null) {
            boolean nothing = !call.lineAnswered && journey.heard() == CallEvent.Heard.NOTHING;
            return nothing && call.attempts.isEmpty() ? Outcome.REJECTED : Outcome.UNANSWERED;
        }
        return unserved(call);
    }

    private static Outcome unserved(OpenCall call) {
        boolean beyondTheFirst = call.attempts.stream().anyMatch(Attempt::isPhone);
        int phones = 0;
        int unreachable = 0;
        int last = 0;
        int refusedLast = 0;
        for (Attempt attempt : call.attempts) {
            if (attempt.local || attempt.firstParty && beyondTheFirst) {
                continue;
            }
            RingResult result = ringResult(call, attempt);
            phones++;
            unreachable += result == RingResult.UNREACHABLE ? 1 : 0;
            if (attempt.round == call.round) {
                last++;
                refusedLast += result == RingResult.BUSY || result == RingResult.DECLINED ? 1 : 0;
            }
        }
        if (phones > 0 && unreachable == phones) {
            return Outcome.UNREACHABLE;
        }
        return last > 0 && refusedLast == last ? Outcome.BUSY : Outcome.UNANSWERED;
    }

    /** Why this phone stopped ringing. */
    static RingResult ringResult(OpenCall call, Attempt attempt) {
        if (attempt.connected) {
            return RingResult.ANSWERED;
        }
        End end = attempt.ring.end();
        if (end == null) {
            return stopped(call, attempt);
        }
        return switch (end) {
            case BUSY -> attempt.ring.everRang() ? RingResult.DECLINED : RingResult.BUSY;
            case DECLINED -> RingResult.DECLINED;
            case UNREACHABLE -> RingResult.UNREACHABLE;
            case TAKEN_ELSEWHERE, FORWARDED -> RingResult.ANSWERED_ELSEWHERE;
            case TIMED_OUT -> timedOut(attempt);
            case CANCELLED -> stopped(call, attempt);
        };
    }

    private static RingResult timedOut(Attempt attempt) {
        return attempt.ring.everRang() || attempt.ring.liftedAt() != null
                ? RingResult.NO_ANSWER
                : RingResult.UNREACHABLE;
    }

    /** Asterisk let go of the phone: because another answered, because the time of a Local channel before it was up, or the caller left. */
    private static RingResult stopped(OpenCall call, Attempt attempt) {
        Attempt outer = attempt.outer;
        if (outer != null && outer.ring.end() != null && outer.ring.end() != End.CANCELLED) {
            return outer.ring.end() == End.TIMED_OUT ? timedOut(attempt) : RingResult.ANSWERED_ELSEWHERE;
        }
        Instant from = attempt.ring.dialledAt();
        Instant until = attempt.ring.stoppedAt() == null ? call.endedAt : attempt.ring.stoppedAt();
        for (Instant lift : call.lifts) {
            if (!lift.isBefore(from) && (until == null || !lift.isAfter(until.plusMillis(500)))) {
                return RingResult.ANSWERED_ELSEWHERE;
            }
        }
        return RingResult.CALLER_GAVE_UP;
    }

    /** Why the record says what it says, in one sentence. */
    static String explain(Call call) {
        StringBuilder text =
                new StringBuilder("verdict: ").append(call.outcome().label());
        text.append(", stage ").append(call.stage().label());
        if (call.answer() != null) {
            text.append(", because ").append(call.answer().extension()).append(" talked with the other side");
        } else if (call.endedBy() == null) {
            text.append(", because its end was not seen");
        } else if (call.outcome() == Outcome.ABANDONED) {
            text.append(", because the caller hung up before anybody answered");
        } else {
            text.append(", because it was ended by ")
                    .append(call.endedBy().label())
                    .append(" and nobody had answered");
        }
        if (call.shortAbandon()) {
            text.append("; a short abandon, so not missed");
        } else if (call.missed()) {
            text.append("; missed");
        }
        Duration waited = call.times().waited();
        return waited == null
                ? text.toString()
                : text.append("; waited ")
                        .append(waited.toMillis())
                        .append(" ms")
                        .toString();
    }
}
