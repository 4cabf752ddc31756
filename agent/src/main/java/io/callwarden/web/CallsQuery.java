package io.callwarden.web;

import io.callwarden.call.Direction;
import io.callwarden.call.Outcome;
import io.callwarden.store.CallFilter;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which calls are asked for and in which form; the same words on the command line and in {@code /api/calls}.
 *
 * @param filter which calls
 * @param format in which form
 * @param zone in which the table shows times
 */
public record CallsQuery(CallFilter filter, CallsFormat format, ZoneId zone) {
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            "from",
            "to",
            "missed",
            "pbx",
            "queue",
            "caller",
            "did",
            "extension",
            "outcome",
            "direction",
            "limit",
            "format",
            "zone"));

    /**
     * Reads the words.
     *
     * @param parameters name to value, as the user wrote them
     * @throws BadQueryException naming the parameter, the value and what is allowed
     */
    public static CallsQuery of(Map<String, String> parameters, CallsFormat defaultFormat) {
        QueryWords words = new QueryWords(parameters, KNOWN);
        ZoneId zone = words.zone();
        CallFilter filter = CallFilter.all()
                .from(words.time("from", zone, false))
                .until(words.time("to", zone, true))
                .missedOnly(words.truth("missed"))
                .pbx(parameters.get("pbx"))
                .queue(parameters.get("queue"))
                .caller(parameters.get("caller"))
                .did(parameters.get("did"))
                .extension(parameters.get("extension"))
                .outcome(words.one("outcome", Outcome.values(), Outcome::label, null))
                .direction(words.one("direction", Direction.values(), Direction::label, null))
                .limit(words.limit())
                .newestFirst(true)
                .build();
        return new CallsQuery(
                filter, words.one("format", CallsFormat.values(), CallsFormat::label, defaultFormat), zone);
    }
}
