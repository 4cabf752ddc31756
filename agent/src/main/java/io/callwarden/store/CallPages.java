package io.callwarden.store;

import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads calls page by page, each page beginning behind the last call of the one before: memory stays small on both databases, no
 * transaction stays open, and calls that come or go meanwhile disturb nothing. One reading each.
 */
final class CallPages {
    private static final int PAGE = 500;

    private final CallFilter filter;
    private final CallConditions conditions;
    private long left;

    CallPages(CallFilter filter) {
        this.filter = filter;
        this.conditions = new CallConditions(filter);
        this.left = filter.limit();
    }

    List<CallRow> first(Handle handle) {
        return CallRow.withParts(handle, page(handle, null));
    }

    /** The calls behind that one; empty at the end. */
    List<CallRow> next(Handle handle, CallRow last) {
        return left == 0 ? List.of() : CallRow.withParts(handle, page(handle, last));
    }

    long count(Handle handle) {
        return handle.createQuery("select count(*) from call c where " + conditions.sql())
                .bindMap(conditions.values())
                .mapTo(Long.class)
                .one();
    }

    private List<CallRow> page(Handle handle, CallRow behind) {
        int size = (int) Math.min(PAGE, left);
        String order = filter.newestFirst() ? " desc" : "";
        Query query =
                handle.createQuery("select * from call c where " + conditions.sql() + (behind == null ? "" : position())
                        + " order by started_at" + order + ", call_no" + order + " limit :size");
        query.bindMap(conditions.values()).bind("size", size);
        if (behind != null) {
            OffsetDateTime startedAt = Columns.time(behind.call().times().startedAt());
            query.bind("lastStart", startedAt).bind("lastNumber", behind.number());
        }
        List<CallRow> page = query.map((row, context) -> CallRow.read(row)).list();
        left = page.size() < size ? 0 : left - size;
        return page;
    }

    private String position() {
        String sign = filter.newestFirst() ? "<" : ">";
        return " and started_at " + sign + "= :lastStart and (started_at " + sign + " :lastStart or call_no " + sign
                + " :lastNumber)";
    }
}
