package io.callwarden.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One event of a recording and when it came.
 *
 * @param offset since the first event of the recording; not negative
 * @param headers in the order of the wire, repeated ones included; the first is {@code Event}
 */
public record TimedMessage(Duration offset, List<Header> headers) {

    public TimedMessage {
        headers = List.copyOf(headers);
        if (offset.isNegative()) {
            throw new IllegalArgumentException("an event cannot come " + offset.negated() + " before the first one");
        }
        if (headers.isEmpty() || !headers.get(0).name().equalsIgnoreCase("Event")) {
            throw new IllegalArgumentException("an event begins with the header Event, found " + headers);
        }
    }

    /** The name of the event, such as {@code Newchannel}. */
    public String event() {
        return headers.get(0).value();
    }

    /** The value of the first header of that name, in any case of letters; empty where there is none. */
    public Optional<String> header(String name) {
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }
}
