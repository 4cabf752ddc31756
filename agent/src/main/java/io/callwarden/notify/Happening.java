package io.callwarden.notify;

import io.callwarden.call.Call;
import io.callwarden.recovery.Change;
import io.callwarden.recovery.Task;
import io.callwarden.recovery.TaskNews;
import java.time.Instant;

/**
 * One fact that can be told, before it is known to whom. Immutable.
 *
 * @param subject whom it is about, as in {@link Notice}
 * @param key names the fact, as in {@link Notice}
 * @param at when it happened
 * @param call the call of which it tells, or in which it happened; null where there was none, or it is not at hand
 * @param task of which it tells; null for facts about calls
 */
record Happening(Event event, String subject, String key, Instant at, Call call, Task task) {
    private static final int LONGEST_SUBJECT = 64;
    private static final int LONGEST_KEY = 200;

    Happening {
        subject = Names.fitting(subject, LONGEST_SUBJECT);
        key = Names.fitting(key, LONGEST_KEY);
    }

    /** @param customer null where the call has none that could be told from others */
    static Happening of(Event event, Call call, String customer) {
        String id = call.id().toString();
        return new Happening(
                event,
                customer == null ? id : customer,
                event.label() + ":" + id,
                call.times().endedAt() == null
                        ? call.times().startedAt()
                        : call.times().endedAt(),
                call,
                null);
    }

    /** @param call in which it happened; null where it is not at hand */
    static Happening of(TaskNews news, Call call) {
        Task task = news.task();
        Change change = news.change();
        Event event = event(change.kind());
        String key = event.label() + ":" + task.firstCall();
        String which = which(change);
        return new Happening(event, task.customer(), which == null ? key : key + ":" + which, change.at(), call, task);
    }

    private static Event event(Change.Kind kind) {
        return switch (kind) {
            case OPENED -> Event.CALLBACK_OPENED;
            case MISSED_AGAIN -> Event.CALLBACK_MISSED_AGAIN;
            case ATTEMPTED -> Event.CALLBACK_ATTEMPTED;
            case OVERDUE -> Event.CALLBACK_OVERDUE;
            case RECOVERED_BY_CALLBACK, RECOVERED_BY_CALLER -> Event.CALLBACK_RECOVERED;
            case EXPIRED, DISMISSED -> Event.CALLBACK_LOST;
        };
    }

    /** What tells it from other changes of that kind to the task; null where there can be one only. */
    private static String which(Change change) {
        return switch (change.kind()) {
            case OPENED, OVERDUE -> null;
            case MISSED_AGAIN, ATTEMPTED, RECOVERED_BY_CALLBACK, RECOVERED_BY_CALLER -> change.call();
            case EXPIRED, DISMISSED -> change.kind().label();
        };
    }
}
