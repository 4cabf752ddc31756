package io.callwarden.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes the record of a call that is over. Pure: reads an {@link OpenCall} whose state is {@link CallState.Ended}. */
final class CallAssembler {
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final Switchboard board;

    CallAssembler(Switchboard board) {
        this.board = board;
    }

    Call assemble(OpenCall call) {
        Journey journey = call.state.journey();
        List<Attempt> phones = phones(call);
        Outcome outcome = Verdict.outcome(call, call.endedBy);
        CallTimes times = times(call, journey, phones, outcome);
        boolean unserved = call.direction == Direction.INBOUND
                && journey.askedAt() != null
                && outcome != Outcome.ANSWERED
                && outcome != Outcome.UNKNOWN;
        boolean shortAbandon = unserved
                && outcome == Outcome.ABANDONED
                && times.waited() != null
                && times.waited().compareTo(board.rules.shortAbandon()) < 0;
        return new Call(
                call.id,
                call.direction,
                caller(call, phones),
                did(call, phones),
                trunk(call, phones),
                journey.visits(),
                outcome,
                journey.stage(),
                unserved && !shortAbandon,
                shortAbandon,
                journey.answer(),
                rings(call, phones),
                call.transfers,
                times,
                call.endedBy,
                call.endedBy == null ? null : call.hangupCause);
    }

    /** What the record will say of the talk that goes on, as far as is known by now. */
    TalkBegun talk(OpenCall call) {
        List<Attempt> phones = phones(call);
        Instant answered = call.state.journey().answer().at();
        return new TalkBegun(
                call.id,
                call.direction,
                caller(call, phones),
                did(call, phones),
                answered == null ? call.startedAt : answered);
    }

    private static List<Attempt> phones(OpenCall call) {
        List<Attempt> phones = new ArrayList<>(call.attempts.size());
        for (Attempt attempt : call.attempts) {
            if (attempt.isPhone()) {
                phones.add(attempt);
            }
        }
        phones.sort(Comparator.comparing(attempt -> attempt.ring.dialledAt()));
        return phones;
    }

    private static List<Ring> rings(OpenCall call, List<Attempt> phones) {
        List<Ring> rings = new ArrayList<>(phones.size());
        for (Attempt phone : phones) {
            if (!phone.isEmployees()) {
                continue;
            }
            rings.add(new Ring(
                    phone.extension, phone.ring.dialledAt(), rang(call, phone), Verdict.ringResult(call, phone)));
        }
        return rings;
    }

    /** A phone that rang for less than the record can tell has rung all the same; a recording without times has none. */
    private static Duration rang(OpenCall call, Attempt phone) {
        Duration rang = phone.ring.rangFor(endOf(call));
        boolean tooShort = phone.ring.everRang() && rang.toMillis() == 0 && call.startedAt.isAfter(Instant.EPOCH);
        return tooShort ? SHORTEST : rang;
    }

    private static Instant endOf(OpenCall call) {
        return call.endedAt == null ? call.startedAt : call.endedAt;
    }

    private static CallTimes times(OpenCall call, Journey journey, List<Attempt> phones, Outcome outcome) {
        Instant end = call.endedAt;
        Answer answer = journey.answer();
        Duration talked = Duration.ZERO;
        if (answer != null) {
            talked = end == null || answer.at() == null ? null : Elapsed.between(answer.at(), end);
        }
        return new CallTimes(
                call.startedAt,
                journey.askedAt(),
                end,
                waited(journey, outcome, end),
                ring(call, phones, answer),
                talked,
                journey.held(),
                end == null ? null : Elapsed.between(call.startedAt, end));
    }

    private static Duration waited(Journey journey, Outcome outcome, Instant end) {
        Instant asked = journey.askedAt();
        if (asked == null) {
            return null;
        }
        if (!journey.waited()) {
            return Duration.ZERO;
        }
        Instant until = end;
        if (outcome == Outcome.ANSWERED) {
            until = journey.answer().at();
        } else if (journey.voicemailAt() != null) {
            until = journey.voicemailAt();
        }
        return until == null ? null : Elapsed.between(asked, until);
    }

    /** From the first ring to the answer, or to the end of the last ring. */
    private static Duration ring(OpenCall call, List<Attempt> phones, Answer answer) {
        Instant first = null;
        Instant last = null;
        for (Attempt phone : phones) {
            RingState ring = phone.ring;
            if (ring.rangAt() != null) {
                first = first == null || ring.rangAt().isBefore(first) ? ring.rangAt() : first;
                Instant stopped = ring.stoppedAt() == null ? endOf(call) : ring.stoppedAt();
                last = last == null || stopped.isAfter(last) ? stopped : last;
            }
        }
        if (first == null) {
            return Duration.ZERO;
        }
        boolean answeredAfter =
                answer != null && answer.at() != null && !answer.at().isBefore(first);
        return Elapsed.between(first, answeredAfter ? answer.at() : last);
    }

    private Caller caller(OpenCall call, List<Attempt> phones) {
        if (call.direction == Direction.INBOUND) {
            String number = orNull(call.root.callerNumber);
            return new Caller(
                    number,
                    orNull(call.root.callerName),
                    number == null ? null : board.rules.e164().apply(number));
        }
        Leg employee = employee(call);
        String extension = employee == null ? firstEmployee(call, phones) : employee.label();
        String name = extension == null ? null : board.rules.names().get(extension);
        if (name == null && employee != null && !employee.isTrunk()) {
            name = orNull(employee.callerName);
        }
        return new Caller(extension, name, null);
    }

    /** Whose phone started it; null where Asterisk called the customer first. */
    private static Leg employee(OpenCall call) {
        if (call.root.isDevice()) {
            return call.root.isTrunk() ? null : call.root;
        }
        return call.principal.isDevice() && !call.principal.isTrunk() ? call.principal : null;
    }

    /** Where the customer was called first: who talked with him, else who was to. */
    private static String firstEmployee(OpenCall call, List<Attempt> phones) {
        Answer answer = call.state.journey().answer();
        return answer == null || call.principal.attempt == null || !call.principal.attempt.firstParty
                ? firstPhone(call, phones)
                : answer.extension();
    }

    private static String firstPhone(OpenCall call, List<Attempt> phones) {
        for (Attempt attempt : call.attempts) {
            if (attempt.firstParty && !attempt.local && attempt.trunk.isEmpty() && call.root.attempt != attempt) {
                return attempt.extension;
            }
        }
        for (Attempt phone : phones) {
            if (phone.trunk.isEmpty()) {
                return phone.extension;
            }
        }
        return null;
    }

    private static String did(OpenCall call, List<Attempt> phones) {
        if (call.direction == Direction.OUTBOUND) {
            Attempt out = wayOut(call, phones);
            if (out != null && !out.number.isEmpty()) {
                return out.number;
            }
        }
        String exten = call.originated ? call.did : call.root.dialledExten();
        if (call.direction == Direction.INBOUND && (exten.isEmpty() || exten.equals("s"))) {
            exten = call.didVariable;
        }
        return orNull(exten);
    }

    private static String trunk(OpenCall call, List<Attempt> phones) {
        return switch (call.direction) {
            case INBOUND -> call.root.name.endpoint();
            case OUTBOUND -> {
                Attempt out = wayOut(call, phones);
                yield out != null ? out.trunk : call.root.isTrunk() ? call.root.name.endpoint() : null;
            }
            case INTERNAL -> null;
        };
    }

    /**
     * The attempt that went out by a trunk to the other side: the one that was answered, else the last. Where there is none but an
     * employee's phone outside or nothing, Asterisk itself called the customer first.
     */
    private static Attempt wayOut(OpenCall call, List<Attempt> phones) {
        Attempt out = null;
        for (Attempt phone : phones) {
            if (!phone.trunk.isEmpty() && !phone.byQueue && (out == null || !out.connected)) {
                out = phone;
            }
        }
        return out == null ? firstParty(call) : out;
    }

    private static Attempt firstParty(OpenCall call) {
        for (Attempt attempt : call.attempts) {
            if (attempt.firstParty && !attempt.trunk.isEmpty()) {
                return attempt;
            }
        }
        return null;
    }

    private static String orNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
