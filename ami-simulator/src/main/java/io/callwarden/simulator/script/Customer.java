package io.callwarden.simulator.script;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One customer of a made-up house, the ways in which his number is shown and dialled, and whether somebody still owes him a call. */
final class Customer {
    private final Optional<String> identity;
    private final List<String> shown;
    private final List<String> dialled;
    private Optional<LostCaller> lost = Optional.empty();
    private Instant leftAloneUntil = Instant.MIN;

    /**
     * @param identity who he is; empty where nobody could tell
     * @param shown what may stand in the place of the caller's number when he calls
     * @param dialled what an employee may dial to call him; empty where he cannot be called
     */
    Customer(Optional<String> identity, List<String> shown, List<String> dialled) {
        this.identity = identity;
        this.shown = shown;
        this.dialled = dialled;
    }

    /** Tells him from all others. */
    String name() {
        return identity.orElseGet(() -> shown.get(0));
    }

    boolean isKnown() {
        return identity.isPresent();
    }

    boolean canBeCalled() {
        return !dialled.isEmpty();
    }

    String shows(RandomGenerator random) {
        return shown.get(random.nextInt(shown.size()));
    }

    String isDialled(RandomGenerator random) {
        return dialled.get(random.nextInt(dialled.size()));
    }

    /** One of his calls was not answered, and counts. */
    void wasMissed(ScriptedCall call, Clientele clientele) {
        if (lost.filter(open -> open.waitsAt(call.now())).isEmpty()) {
            lost = Optional.of(new LostCaller(identity.orElseThrow(), clientele.site(), call));
            clientele.lost(lost.get());
        } else {
            lost.get().missedAgain();
        }
    }

    void wasCalledInVain(Instant at) {
        lost.filter(open -> open.waitsAt(at)).ifPresent(LostCaller::attempted);
    }

    /** @param site the house that reached him */
    void wasReached(String how, Optional<String> by, String site, Instant at) {
        lost.filter(open -> open.waitsAt(at)).ifPresent(open -> open.reached(how, by, site, at));
    }

    /** Nothing else happens to him before that moment. */
    void isLeftAloneUntil(Instant moment) {
        leftAloneUntil = moment;
    }

    boolean mayCall(Instant at) {
        return !at.isBefore(leftAloneUntil);
    }
}
