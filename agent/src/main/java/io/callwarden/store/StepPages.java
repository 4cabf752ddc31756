package io.callwarden.store;

import io.callwarden.recovery.Change;
import io.callwarden.recovery.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads steps of tasks page by page, each page beginning behind the last step of the one before. One reading each. */
final class StepPages {
    private static final int PAGE = 500;

    /** A step takes effect when its call is answered or over, and no call lasts longer. */
    private static final Duration LONGEST_CALL = Duration.ofDays(1);

    private static final String SELECT = """
            select t.*, s.change_no, s.kind, s.changed_at, s.call_id, s.changed_by, s.reason, coalesce(c.pbx, t.pbx) as call_pbx,
                   coalesce(c.started_at, s.changed_at) as began
              from recovery_change s
              join recovery_task t on t.id = s.task_id
              left join call_id i on i.id = s.call_id
              left join call c on c.started_at = i.started_at and c.id = i.id
             where s.changed_at >= :after and s.changed_at < :late and s.kind = any(:kinds)
               and coalesce(c.started_at, s.changed_at) >= :from and coalesce(c.started_at, s.changed_at) < :until
            """;
    private static final String BEHIND = """
               and (s.changed_at > :after or s.task_id > :task or s.task_id = :task and s.change_no > :no)
            """;
    private static final String ORDER = " order by s.changed_at, s.task_id, s.change_no limit :size";

    private final String[] kinds;
    private final Instant from;
    private final Instant until;
    private Position last;
    private boolean ended;

    private record Position(Instant at, String task, int no) {}

    private record Found(Step step, Position position) {}

    StepPages(Set<Change.Kind> kinds, Instant from, Instant until) {
        this.kinds = kinds.stream().map(Change.Kind::label).toArray(String[]::new);
        this.from = from;
        this.until = until;
    }

    /** The next steps; empty at the end. */
    List<Step> next(Handle handle) {
        if (ended) {
            return List.of();
        }
        Query query = handle.createQuery(SELECT + (last == null ? "" : BEHIND) + ORDER)
                .bind("after", Columns.time(last == null ? from : last.at()))
                .bind("late", Columns.time(until.plus(LONGEST_CALL)))
                .bindArray("kinds", String.class, (Object[]) kinds)
                .bind("from", Columns.time(from))
                .bind("until", Columns.time(until))
                .bind("size", PAGE);
        if (last != null) {
            query.bind("task", last.task()).bind("no", last.no());
        }
        List<Found> page = query.map((row, context) -> found(row)).list();
        ended = page.size() < PAGE;
        if (!page.isEmpty()) {
            last = page.get(page.size() - 1).position();
        }
        return page.stream().map(Found::step).toList();
    }

    private static Found found(ResultSet row) throws SQLException {
        Change change = ChangeTable.change(row);
        Step step = new Step(TaskTable.task(row), change, row.getString("call_pbx"), Columns.instant(row, "began"));
        return new Found(step, new Position(change.at(), step.task().firstCall(), row.getInt("change_no")));
    }
}
