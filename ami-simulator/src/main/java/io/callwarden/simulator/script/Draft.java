package io.callwarden.simulator.script;

import io.callwarden.simulator.Header;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An event that is written but not yet sent: its headers in order, some of them {@link Late}. */
final class Draft {
    private static final Consumer<Exchange> NOTHING = exchange -> {};

    private final String event;
    private final String privilege;
    private final List<String> names = new ArrayList<>(24);
    private final List<Object> values = new ArrayList<>(24);
    private Consumer<Exchange> whenSent = NOTHING;
    private Instant at = Instant.EPOCH;

    Draft(String event, String privilege) {
        this.event = event;
        this.privilege = privilege;
    }

    /** A moment at which something happens of which the PBX sends no event. */
    static Draft silent(Consumer<Exchange> whenSent) {
        return new Draft("", "").then(whenSent);
    }

    Draft with(String name, Object value) {
        names.add(name);
        values.add(value);
        return this;
    }

    /** The headers of another one that is not sent itself. */
    Draft withAll(Draft other) {
        names.addAll(other.names);
        values.addAll(other.values);
        return this;
    }

    Draft leg(String prefix, Leg leg) {
        leg.describe(prefix, this::with);
        return this;
    }

    Draft bridge(Bridge bridge) {
        bridge.describe("", this::with);
        return this;
    }

    /** What the exchange does just before the headers are read. */
    Draft then(Consumer<Exchange> effect) {
        whenSent = whenSent == NOTHING ? effect : whenSent.andThen(effect);
        return this;
    }

    Draft at(Instant moment) {
        at = moment;
        return this;
    }

    Instant at() {
        return at;
    }

    boolean isSilent() {
        return event.isEmpty();
    }

    /** Lets the exchange change, then reads every header. */
    List<Header> send(Exchange exchange, Instant moment) {
        whenSent.accept(exchange);
        if (isSilent()) {
            return List.of();
        }
        List<Header> headers = new ArrayList<>(names.size() + 3);
        headers.add(new Header("Event", event));
        headers.add(new Header("Privilege", privilege));
        headers.add(new Header("Timestamp", timestamp(moment)));
        for (int i = 0; i < names.size(); i++) {
            Object value = values.get(i);
            headers.add(new Header(names.get(i), value instanceof Late late ? late.text(exchange) : value.toString()));
        }
        return headers;
    }

    private static String timestamp(Instant moment) {
        String micros = Integer.toString(1_000_000 + moment.getNano() / 1_000);
        return moment.getEpochSecond() + "." + micros.substring(1);
    }
}
