package io.callwarden.fleet;

import io.callwarden.number.PhoneNumbers;
import io.callwarden.recovery.Customers;
import io.callwarden.simulator.script.CustomerTruth;
import io.callwarden.simulator.script.Fleet;
import io.callwarden.simulator.script.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What truly happened in a fleet, lived through once before any agent does: the same fleet always lives the same days. */
final class FleetTruth {
    static final Duration TARGET = Duration.ofHours(1);
    private static final Duration EXPIRY = Duration.ofDays(7);

    /** From the end of a call until its record is made, and a bit. */
    private static final Duration SETTLED = Duration.ofMillis(1_500);

    /** After a talk ended its record may take a minute before a deadline passes. */
    private static final Duration AFTER_A_TALK = Duration.ofSeconds(30);

    private static final PhoneNumbers NUMBERS = new PhoneNumbers("RU");

    static final Customers CUSTOMERS =
            new Customers(number -> NUMBERS.e164(number).orElse(null), number -> number.matches("[12]\\d{2}"));

    private final Map<String, Truth> calls = new HashMap<>();
    private final Map<String, List<CustomerTruth>> customers = new TreeMap<>();
    private final List<Moment> moments = new ArrayList<>();
    private Instant end;

    /** Something that matters for one customer. */
    private record Moment(Instant at, String customer) {}

    FleetTruth(Fleet fleet, Instant begin, int size) {
        Iterator<Fleet.Sent> days = fleet.play(
                begin,
                size,
                (site, truth, at) -> {
                    calls.put(site + "-" + truth.uniqueId(), truth);
                    note(truth, at);
                },
                customer -> customers
                        .computeIfAbsent(customer.customer(), first -> new ArrayList<>())
                        .add(customer));
        end = begin;
        while (days.hasNext()) {
            end = begin.plus(days.next().message().offset());
        }
        customers.values().forEach(all -> {
            all.sort(Comparator.comparing(CustomerTruth::missedAt));
            all.forEach(this::noteDeadlines);
        });
    }

    private void note(Truth truth, Instant at) {
        boolean outbound = truth.direction().equals("outbound");
        customer(outbound ? truth.did() : truth.caller()).ifPresent(customer -> {
            moments.add(new Moment(at, customer));
            if (!truth.talked().isZero()) {
                moments.add(new Moment(at.minus(truth.talked()), customer));
                moments.add(new Moment(at.plus(AFTER_A_TALK), customer));
            }
        });
    }

    private void noteDeadlines(CustomerTruth truth) {
        moments.add(new Moment(truth.missedAt().plus(TARGET), truth.customer()));
        moments.add(new Moment(truth.missedAt().plus(EXPIRY), truth.customer()));
    }

    private static Optional<String> customer(String number) {
        return CUSTOMERS.key(number);
    }

    /**
     * Moments at which everything that happened before has to be on record, so that of two things that happen to one customer the one that came first
     * is written first, as it is in life.
     */
    List<Instant> cuts() {
        List<Instant> cuts = new ArrayList<>();
        Map<String, Instant> latest = new HashMap<>();
        Instant cut = Instant.EPOCH;
        for (Moment moment :
                moments.stream().sorted(Comparator.comparing(Moment::at)).toList()) {
            Instant before = latest.put(moment.customer(), moment.at());
            Instant just = moment.at().minusMillis(1);
            if (before != null && cut.isBefore(before.plus(SETTLED)) && just.isAfter(before.plus(SETTLED))) {
                cut = just;
                cuts.add(cut);
            }
        }
        return cuts;
    }

    /** When the last event of the last call is given. */
    Instant end() {
        return end;
    }

    /** By id of the record. */
    Map<String, Truth> calls() {
        return calls;
    }

    /** By customer, oldest first. */
    Map<String, List<CustomerTruth>> customers() {
        return customers;
    }

    List<CustomerTruth> lost() {
        return customers.values().stream().flatMap(List::stream).toList();
    }

    long lost(String how) {
        return lost().stream().filter(truth -> truth.how().equals(how)).count();
    }
}
