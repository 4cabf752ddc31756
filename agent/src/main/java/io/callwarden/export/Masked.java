package io.callwarden.export;

import io.callwarden.call.Answer;
import io.callwarden.call.Call;
import io.callwarden.call.Caller;
import io.callwarden.call.Direction;
import io.callwarden.call.Ring;
import io.callwarden.call.Transfer;
import io.callwarden.number.MaskedNumber;
import io.callwarden.recovery.Change;
import io.callwarden.recovery.Closing;
import io.callwarden.recovery.CustomerHistory.Entry;
import io.callwarden.recovery.Task;

/**
 * What is on record as it is shown to those who are not to know who called: numbers of people outside without their last digits, and no
 * names of callers. Employees, their extensions and the company's own numbers stay. Stateless; any thread.
 */
public final class Masked {
    private Masked() {}

    /** The same call. */
    public static Call call(Call call) {
        boolean inbound = call.direction() == Direction.INBOUND;
        Answer answer = call.answer();
        return new Call(
                call.id(),
                call.direction(),
                inbound ? stranger(call.caller()) : colleague(call.caller()),
                call.direction() == Direction.OUTBOUND ? MaskedNumber.of(call.did()) : call.did(),
                call.trunk(),
                call.queueVisits(),
                call.outcome(),
                call.stage(),
                call.missed(),
                call.shortAbandon(),
                answer == null ? null : answer(answer, call.direction()),
                call.rang().stream().map(ring -> ring(ring, call.direction())).toList(),
                call.transfers().stream().map(Masked::transfer).toList(),
                call.times(),
                call.endedBy(),
                call.hangupCause());
    }

    private static Caller stranger(Caller caller) {
        return new Caller(MaskedNumber.of(caller.number()), null, MaskedNumber.of(caller.e164()));
    }

    /** An extension; or a number outside that is sent on to another one, whose name would be a stranger's. */
    private static Caller colleague(Caller caller) {
        String number = MaskedNumber.ofOutside(caller.number());
        boolean outside = number != null && !number.equals(caller.number());
        return new Caller(
                number,
                outside ? null : MaskedNumber.inText(caller.name()),
                outside ? MaskedNumber.of(caller.e164()) : MaskedNumber.ofOutside(caller.e164()));
    }

    /** Who answers a call to the outside, and what rings of it, is the customer. */
    private static Answer answer(Answer answer, Direction direction) {
        boolean outside = direction == Direction.OUTBOUND;
        return new Answer(
                outside ? MaskedNumber.of(answer.extension()) : MaskedNumber.ofOutside(answer.extension()),
                outside ? null : MaskedNumber.inText(answer.name()),
                answer.at());
    }

    private static Ring ring(Ring ring, Direction direction) {
        return new Ring(
                direction == Direction.OUTBOUND
                        ? MaskedNumber.of(ring.extension())
                        : MaskedNumber.ofOutside(ring.extension()),
                ring.triedAt(),
                ring.rang(),
                ring.result());
    }

    private static Transfer transfer(Transfer transfer) {
        return new Transfer(
                transfer.kind(),
                MaskedNumber.ofOutside(transfer.from()),
                MaskedNumber.ofOutside(transfer.to()),
                transfer.at(),
                transfer.answered());
    }

    /** The same task. */
    public static Task task(Task task) {
        Closing closing = task.closing();
        return new Task(
                MaskedNumber.of(task.customer()),
                task.firstCall(),
                task.pbx(),
                task.did(),
                task.queue(),
                task.missed(),
                task.firstMissedAt(),
                task.lastMissedAt(),
                task.attempts(),
                task.dueAt(),
                task.expiresAt(),
                closing == null
                        ? null
                        : new Closing(
                                closing.how(),
                                closing.at(),
                                closing.call(),
                                MaskedNumber.inText(closing.by()),
                                MaskedNumber.inText(closing.reason())));
    }

    /** The same task with its history. */
    public static Entry entry(Entry entry) {
        return new Entry(
                task(entry.task()), entry.changes().stream().map(Masked::change).toList());
    }

    private static Change change(Change change) {
        return new Change(
                change.kind(),
                change.at(),
                change.call(),
                MaskedNumber.inText(change.by()),
                MaskedNumber.inText(change.reason()));
    }
}
