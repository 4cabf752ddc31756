package io.callwarden.export;

import io.callwarden.cost.Prices;
import io.callwarden.recovery.Attempts;
import io.callwarden.recovery.Change;
import io.callwarden.recovery.Closing;
import io.callwarden.recovery.CustomerHistory.Entry;
import io.callwarden.recovery.Task;
import java.time.Instant;

/** Call-back tasks and their histories as rows of CSV, as {@link CallCsv} does it for calls: a spreadsheet sees no formula in them. */
public final class TaskCsv {
    private static final String COLUMNS =
            "id,customer,pbx,did,queue,state,missed,firstMissedAt,lastMissedAt,attempts,firstAttemptAt,"
                    + "lastAttemptAt,dueAt,expiresAt,closedHow,closedAt,closedCall,closedBy,closedReason,closedAfterMillis,inTime,currency,"
                    + "expected";

    private TaskCsv() {}

    /** The first row of tasks, with its line end. */
    public static String header() {
        return COLUMNS + "\r\n";
    }

    /**
     * One task, with its line end.
     *
     * @param now at which its state is told
     * @param prices null where nothing is priced
     */
    public static String row(Task task, Instant now, Prices prices) {
        Attempts attempts = task.attempts();
        CsvRow row = new CsvRow();
        row.text(task.firstCall()).text(task.customer()).text(task.pbx());
        row.text(task.did()).text(task.queue()).text(task.state(now).label()).value(task.missed());
        row.value(Times.iso(task.firstMissedAt())).value(Times.iso(task.lastMissedAt()));
        row.value(attempts.count()).value(Times.iso(attempts.first())).value(Times.iso(attempts.last()));
        row.value(Times.iso(task.dueAt())).value(Times.iso(task.expiresAt()));
        Closing closing = task.closing();
        boolean open = closing == null;
        row.text(open ? null : closing.how().label()).value(open ? null : Times.iso(closing.at()));
        row.text(open ? null : closing.call()).text(open ? null : closing.by()).text(open ? null : closing.reason());
        row.value(Times.millis(task.duration())).value(open ? null : task.inTime());
        row.text(prices == null ? null : prices.currency());
        row.value(
                prices == null
                        ? null
                        : prices.of(task.did(), task.queue()).expected().toPlainString());
        return row.end();
    }

    /** The first row of histories, with its line end. */
    public static String historyHeader() {
        return "id,customer,at,kind,call,by,reason\r\n";
    }

    /** One row a change, each with its line end. */
    public static String history(Entry entry) {
        StringBuilder rows = new StringBuilder();
        for (Change change : entry.changes()) {
            CsvRow row = new CsvRow();
            row.text(entry.task().firstCall()).text(entry.task().customer());
            row.value(Times.iso(change.at())).text(change.kind().label());
            row.text(change.call()).text(change.by()).text(change.reason());
            rows.append(row.end());
        }
        return rows.toString();
    }
}
