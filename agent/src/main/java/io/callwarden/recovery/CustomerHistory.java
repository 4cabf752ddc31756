package io.callwarden.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The tasks that one customer's calls amount to. A function of the facts, in whatever order and however often they are given, and of the
 * time: late and repeated calls change nothing that would not have been so anyway.
 *
 * <pre>
 *                   no task open    a task open
 * missed            opens one       counts, and is the last missed; the deadline stays
 * missed in a talk  –               –
 * attempt           –               counts
 * talk              –               recovered, by callback or by caller
 * live talk         –               keeps the deadlines from passing until its record is there
 * dismissal         –               lost, by hand
 * target over       –               overdue
 * expiry over       –               lost
 * </pre>
 *
 * One thread.
 */
public final class CustomerHistory {
    /** From the end of a talk until its record is surely there. */
    private static final Duration RECORDED_WITHIN = Duration.ofMinutes(1);

    private static final Comparator<Fact> ORDER = Comparator.comparing(Fact::at)
            .thenComparingInt(Fact::rank)
            .thenComparing(fact -> Objects.toString(fact.call(), ""));

    private final String customer;
    private final RecoveryRules rules;
    private final List<Entry> entries = new ArrayList<>();
    private List<Change> changes = new ArrayList<>();
    private Task open;
    private boolean overdue;
    /** End of the talk that ends last of all begun so far. */
    private Instant talkUntil = Instant.MIN;
    /** Before it no deadline passes: what the customer is just being told will be on record. */
    private Instant heldUntil = Instant.MIN;

    /**
     * A task and its history.
     *
     * @param changes in the order in which they happened, the opening first
     */
    public record Entry(Task task, List<Change> changes) {
        /** Copies the list. */
        public Entry {
            changes = List.copyOf(changes);
        }
    }

    private CustomerHistory(String customer, RecoveryRules rules) {
        this.customer = customer;
        this.rules = rules;
    }

    /**
     * Tells the tasks of one customer as they stand at {@code now}.
     *
     * @param facts about this customer only; of several about the same call the last one given counts
     * @return the oldest first; only the last can be open
     */
    public static List<Entry> of(String customer, Collection<? extends Fact> facts, RecoveryRules rules, Instant now) {
        Map<Object, Fact> once = new LinkedHashMap<>();
        facts.forEach(fact -> once.put(fact.call() == null ? fact : fact.call(), fact));
        CustomerHistory history = new CustomerHistory(customer, rules);
        once.values().stream()
                .filter(fact -> !fact.at().isAfter(now))
                .sorted(ORDER)
                .forEach(history::take);
        history.passTo(now);
        if (history.open != null) {
            history.entries.add(new Entry(history.open, history.changes));
        }
        return List.copyOf(history.entries);
    }

    private void take(Fact fact) {
        passTo(fact.at());
        if (fact instanceof Fact.Missed missed) {
            missed(missed);
        } else if (fact instanceof Fact.Talk talk) {
            talked(talk);
        } else if (fact instanceof Fact.LiveTalk talk) {
            talking(talk);
        } else if (open == null) {
            return;
        } else if (fact instanceof Fact.Attempt attempt) {
            open = open.attempted(attempt.at());
            note(Change.Kind.ATTEMPTED, attempt.at(), attempt.call(), attempt.employee(), null);
        } else if (fact instanceof Fact.Dismissal dismissal) {
            note(Change.Kind.DISMISSED, dismissal.at(), null, dismissal.by(), dismissal.reason());
            close(new Closing(Closing.How.DISMISSED, dismissal.at(), null, dismissal.by(), dismissal.reason()));
        }
    }

    private void missed(Fact.Missed missed) {
        if (missed.at().isBefore(talkUntil)) {
            return;
        }
        if (open == null) {
            open = Task.open(customer, missed, rules);
            note(Change.Kind.OPENED, missed.at(), missed.call(), null, null);
        } else {
            open = open.missedAgain(missed.at());
            note(Change.Kind.MISSED_AGAIN, missed.at(), missed.call(), null, null);
        }
    }

    private void talked(Fact.Talk talk) {
        talksUntil(talk.until());
        if (open != null) {
            boolean back = talk.calledBack();
            note(
                    back ? Change.Kind.RECOVERED_BY_CALLBACK : Change.Kind.RECOVERED_BY_CALLER,
                    talk.at(),
                    talk.call(),
                    talk.employee(),
                    null);
            close(new Closing(
                    back ? Closing.How.CALLBACK : Closing.How.CALLER, talk.at(), talk.call(), talk.employee(), null));
        }
    }

    private void talking(Fact.LiveTalk talk) {
        talksUntil(talk.until());
        heldUntil = talk.until() == null
                ? Instant.MAX
                : latest(heldUntil, talk.until().plus(RECORDED_WITHIN));
    }

    private void talksUntil(Instant until) {
        talkUntil = until == null ? Instant.MAX : latest(talkUntil, until);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** What time alone brings about. A fact at the very end of the time comes too late. */
    private void passTo(Instant now) {
        if (now.isBefore(heldUntil)) {
            return;
        }
        if (open != null && !overdue && !now.isBefore(open.dueAt())) {
            overdue = true;
            note(Change.Kind.OVERDUE, open.dueAt(), null, null, null);
        }
        if (open != null && !now.isBefore(open.expiresAt())) {
            note(Change.Kind.EXPIRED, open.expiresAt(), null, null, null);
            close(new Closing(Closing.How.EXPIRED, open.expiresAt(), null, null, null));
        }
    }

    private void note(Change.Kind kind, Instant at, String call, String by, String reason) {
        changes.add(new Change(kind, at, call, by, reason));
    }

    private void close(Closing how) {
        entries.add(new Entry(open.closed(how), changes));
        open = null;
        overdue = false;
        changes = new ArrayList<>();
    }
}
