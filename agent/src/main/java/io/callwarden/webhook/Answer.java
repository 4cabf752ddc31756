package io.callwarden.webhook;

import io.callwarden.notify.Carrier.Result;
import io.callwarden.notify.Said;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * What a receiver answered.
 *
 * @param status of HTTP
 * @param retryAfter the header; null where there is none
 * @param location the header; null where there is none
 * @param body its beginning, as text
 */
record Answer(int status, String retryAfter, String location, String body) {
    private static final int MOST_DIGITS = 9;

    /** Whether it wants the same request at another place. */
    boolean redirects() {
        return status == 307 || status == 308;
    }

    /** What that means for the notice. */
    Result result(Target target, Clock clock) {
        if (status >= 200 && status < 300) {
            return new Result.Delivered();
        }
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            return new Result.Later(problem(target), notBefore(clock.instant()));
        }
        if (status >= 300 && status < 400) {
            return new Result.Never(
                    ("%s redirects (%d): set the webhook's url to where it leads; only 307 and 308 within one server"
                                    + " are followed")
                            .formatted(target, status));
        }
        return new Result.Never(problem(target));
    }

    private String problem(Target target) {
        String said = Said.briefly(body);
        return "%s answered %d%s".formatted(target, status, said.isEmpty() ? "" : ": " + said);
    }

    /** Null where it does not say, or says nothing that can be read. */
    private Duration notBefore(Instant now) {
        if (retryAfter == null) {
            return null;
        }
        String text = retryAfter.strip();
        if (text.matches("\\d{1," + MOST_DIGITS + "}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return until.isBefore(now) ? Duration.ZERO : Duration.between(now, until);
        } catch (DateTimeException e) {
            return null; // not a date either: as if it had said nothing
        }
    }
}
