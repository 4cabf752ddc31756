package io.callwarden.store;

import io.callwarden.call.Direction;
import io.callwarden.call.Outcome;
import java.time.Instant;

/**
 * Which calls to read. Null means any.
 *
 * @param from started at or after
 * @param until started before
 * @param pbx on this PBX
 * @param direction went this way
 * @param outcome ended so
 * @param missedOnly only missed calls
 * @param queue was in this queue, or refused by it
 * @param caller from this number, as shown or in E.164
 * @param did to this number
 * @param extension this phone was tried, answered, or called itself
 * @param newestFirst latest start first
 * @param limit at most so many, at least 1
 */
public record CallFilter(
        Instant from,
        Instant until,
        String pbx,
        Direction direction,
        Outcome outcome,
        boolean missedOnly,
        String queue,
        String caller,
        String did,
        String extension,
        boolean newestFirst,
        long limit) {

    /** @throws IllegalArgumentException for a limit below 1 */
    public CallFilter {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: must be at least 1, found \"" + limit + "\"");
        }
    }

    /** Every call, oldest first, unless narrowed. */
    public static Builder all() {
        return new Builder();
    }

    /** Puts a filter together; null undoes. */
    public static final class Builder {
        private Instant from;
        private Instant until;
        private String pbx;
        private Direction direction;
        private Outcome outcome;
        private boolean missedOnly;
        private String queue;
        private String caller;
        private String did;
        private String extension;
        private boolean newestFirst;
        private long limit = Long.MAX_VALUE;

        private Builder() {}

        public Builder from(Instant value) {
            from = value;
            return this;
        }

        public Builder until(Instant value) {
            until = value;
            return this;
        }

        public Builder pbx(String value) {
            pbx = value;
            return this;
        }

        public Builder direction(Direction value) {
            direction = value;
            return this;
        }

        public Builder outcome(Outcome value) {
            outcome = value;
            return this;
        }

        public Builder missedOnly(boolean value) {
            missedOnly = value;
            return this;
        }

        public Builder queue(String value) {
            queue = value;
            return this;
        }

        public Builder caller(String value) {
            caller = value;
            return this;
        }

        public Builder did(String value) {
            did = value;
            return this;
        }

        public Builder extension(String value) {
            extension = value;
            return this;
        }

        public Builder newestFirst(boolean value) {
            newestFirst = value;
            return this;
        }

        public Builder limit(long value) {
            limit = value;
            return this;
        }

        public CallFilter build() {
            return new CallFilter(
                    from,
                    until,
                    pbx,
                    direction,
                    outcome,
                    missedOnly,
                    queue,
                    caller,
                    did,
                    extension,
                    newestFirst,
                    limit);
        }
    }
}
