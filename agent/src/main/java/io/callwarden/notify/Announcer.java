package io.callwarden.notify;

import io.callwarden.call.Call;
import io.callwarden.recovery.TaskNews;
import java.util.List;

/** Decides what is told to whom. Called by the store within the transaction that writes the facts: pure, quick, never throws. */
@FunctionalInterface
public interface Announcer {
    /** Tells nobody anything. */
    Announcer NOBODY = (calls, news) -> List.of();

    /**
     * The notices that follow from what is just being written.
     *
     * @param calls records that are new
     * @param news what changed about tasks, in the order in which it changed
     */
    List<Notice> announce(List<Call> calls, List<TaskNews> news);
}
