package io.callwarden.store;

import java.util.LinkedHashMap;
import java.util.Map;

/** A filter as SQL: fixed conditions with names in them, and the values of the names apart. */
final class CallConditions {
    private final StringBuilder sql = new StringBuilder("true");
    private final Map<String, Object> values = new LinkedHashMap<>();

    CallConditions(CallFilter filter) {
        add("started_at >= :from", "from", filter.from() == null ? null : Columns.time(filter.from()));
        add("started_at < :until", "until", filter.until() == null ? null : Columns.time(filter.until()));
        add("pbx = :pbx", "pbx", filter.pbx());
        add(
                "direction = :direction",
                "direction",
                filter.direction() == null ? null : filter.direction().label());
        add(
                "outcome = :outcome",
                "outcome",
                filter.outcome() == null ? null : filter.outcome().label());
        add("missed = :missed", "missed", filter.missedOnly() ? Boolean.TRUE : null);
        add(
                "exists (select 1 from queue_visit v where " + PartNumbers.of("v", "c.call_no")
                        + " and v.queue = :queue)",
                "queue",
                filter.queue());
        add("(caller = :caller or caller_e164 = :caller)", "caller", filter.caller());
        add("did = :did", "did", filter.did());
        add(
                "(answered_by = :extension or (caller = :extension and direction <> 'inbound')"
                        + " or exists (select 1 from ring r where " + PartNumbers.of("r", "c.call_no")
                        + " and r.extension = :extension))",
                "extension",
                filter.extension());
    }

    private void add(String condition, String name, Object value) {
        if (value != null) {
            sql.append(" and ").append(condition);
            values.put(name, value);
        }
    }

    String sql() {
        return sql.toString();
    }

    Map<String, Object> values() {
        return values;
    }
}
