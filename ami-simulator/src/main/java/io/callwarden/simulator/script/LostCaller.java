package io.callwarden.simulator.script;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps the truth of one customer who was missed. Told by those who missed, called and reached him, not read from the calls. */
final class LostCaller {
    private static final Duration PATIENCE = Duration.ofDays(7);

    private final String customer;
    private final String site;
    private final Supplier<String> firstCall;
    private final Instant since;
    private int missed = 1;
    private int attempts;
    private String how = "expired";
    private Optional<String> by = Optional.empty();
    private String bySite = "";
    private Instant endedAt;

    /** @param site the house that missed him */
    LostCaller(String customer, String site, ScriptedCall call) {
        this.customer = customer;
        this.site = site;
        this.firstCall = call.uniqueId();
        this.since = call.now();
        this.endedAt = since.plus(PATIENCE);
    }

    /** Whether nobody had reached him nor given him up then. */
    boolean waitsAt(Instant moment) {
        return moment.isBefore(endedAt);
    }

    void missedAgain() {
        missed++;
    }

    void attempted() {
        attempts++;
    }

    void reached(String inWhichWay, Optional<String> employee, String house, Instant at) {
        how = inWhichWay;
        by = employee;
        bySite = house;
        endedAt = at;
    }

    CustomerTruth truth() {
        return new CustomerTruth(customer, site, firstCall.get(), missed, attempts, since, how, by, bySite, endedAt);
    }
}
