package io.callwarden.store;

import io.callwarden.recovery.Change;
import io.callwarden.recovery.CustomerHistory.Entry;
import io.callwarden.recovery.Fact;
import io.callwarden.recovery.OpenTasks;
import io.callwarden.recovery.Step;
import io.callwarden.recovery.Task;
import io.callwarden.recovery.TaskNews;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The missed customers on record. Thread-safe; every method may block on the database and throws {@link StoreException} when it does not answer. */
public interface TaskStore {
    /** The tasks of one customer with their histories, oldest first. */
    List<Entry> of(String customer);

    /** The tasks that are not closed, due first first, at most so many. */
    List<Task> open(int atMost);

    /** Tasks that ended from one moment until before another, earliest first. */
    List<Task> closed(Instant from, Instant until);

    /**
     * Gives the tasks that ended from one moment until before another one by one, the latest first, for as long as the reader wants more. Holds no
     * more than some hundred in memory, and no connection while the reader is at work.
     *
     * @param from null for from the first on
     * @param until null for up to the last
     * @param reader returns whether it wants more
     */
    void forEachClosed(Instant from, Instant until, Predicate<Task> reader);

    /**
     * Gives the steps of those kinds whose calls began from one moment until before another, one by one and in no certain order. Holds no
     * more than some hundred in memory, and no connection while the reader is at work.
     */
    void forEachStep(Set<Change.Kind> kinds, Instant from, Instant until, Consumer<Step> reader);

    /**
     * Notes what time alone has changed: targets that are over, tasks that expired.
     *
     * @param atMost how many customers to look at in this one transaction; call again while there is news
     */
    List<TaskNews> passTime(Instant now, int atMost);

    /** How many customers wait to be reached, as things stand at {@code now}. */
    OpenTasks count(Instant now);

    /**
     * Closes the open task of a customer by hand.
     *
     * @param customer in the form in which customers are compared
     * @return empty, and nothing is noted, where he has none
     */
    List<TaskNews> dismiss(String customer, Fact.Dismissal dismissal);

    /**
     * Makes all tasks anew from the calls on record and the closings by hand.
     *
     * @return how many customers had other tasks than their calls say
     */
    int rebuild(Instant now);

    /**
     * Makes all tasks from the calls on record where that was never done: calls of before there were tasks. Tells nobody.
     *
     * @return how many customers have tasks by it
     */
    int makeOnce(Instant now);

    /**
     * Tells the tasks anew of customers who were missed since a moment. Tells nobody: what time alone changed is to be noted before.
     *
     * @return how many customers had other tasks than their calls say
     */
    int tellAnew(Instant since, Instant now);
}
