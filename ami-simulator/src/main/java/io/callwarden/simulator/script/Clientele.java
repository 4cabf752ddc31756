package io.callwarden.simulator.script;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The customers of one or several made-up houses who come back: whoever was missed lives through a {@link Story}, and what became of him is told when
 * the day is over.
 */
final class Clientele implements Callers {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration A_WEEK = Duration.ofDays(7).plusHours(1);
    /** So many are remembered as customers who may call some other day. */
    private static final int REGULARS = 2_000;

    private static final double REGULAR_CALLS = 0.25;
    private static final double TWINS = 0.03;
    private static final int SOON_SECONDS = 3_000;
    private static final int LATER_FROM_SECONDS = 4_200;
    private static final int LATER_SECONDS = 60_000;

    private final RandomGenerator random;
    private final Consumer<LaterCall> later;
    private final Population population;
    private final List<CallBacks> callBacks;
    private final List<String> sites;
    private final List<Customer> regulars = new ArrayList<>();
    private final List<LostCaller> lost = new ArrayList<>();
    private Customer calling;
    private int here;

    /** Of one house. */
    Clientele(BusyDay day, RandomGenerator random, Consumer<LaterCall> later) {
        this(Map.of("", day), random, later);
    }

    /**
     * Of several houses: whoever was missed at one may be called back from any.
     *
     * @param houses by name, in their order
     */
    Clientele(Map<String, BusyDay> houses, RandomGenerator random, Consumer<LaterCall> later) {
        this.random = random;
        this.later = later;
        this.population = new Population(random);
        this.sites = List.copyOf(houses.keySet());
        this.callBacks = houses.values().stream()
                .map(day -> new CallBacks(day.trunks(), random))
                .toList();
    }

    /** What happens from now on happens at this house, counted from 0. */
    void at(int site) {
        here = site;
    }

    /** The house at which something happens; empty where there is only one. */
    String site() {
        return sites.get(here);
    }

    private CallBacks callBacks() {
        return callBacks.get(here);
    }

    private int anySite() {
        return sites.size() == 1 ? 0 : random.nextInt(sites.size());
    }

    /** Another one than where it happens now, where there is one. */
    private int otherSite() {
        return sites.size() == 1 ? 0 : (here + 1 + random.nextInt(sites.size() - 1)) % sites.size();
    }

    @Override
    public String calling(Instant at) {
        calling = random.nextDouble() < REGULAR_CALLS ? regular(at) : population.next();
        // Until it is known how his call ends.
        calling.isLeftAloneUntil(Instant.MAX);
        return calling.shows(random);
    }

    private Customer regular(Instant at) {
        if (!regulars.isEmpty()) {
            Customer one = regulars.get(random.nextInt(regulars.size()));
            if (one.mayCall(at)) {
                return one;
            }
        }
        return population.next();
    }

    @Override
    public String called() {
        return population.stranger();
    }

    @Override
    public void ended(ScriptedCall call, String number, Kind kind) {
        Customer customer = calling;
        customer.isLeftAloneUntil(call.now().plus(SOON));
        if (!customer.isKnown()) {
            return;
        }
        remember(customer);
        if (call.isMissed()) {
            customer.wasMissed(call, this);
            goesOn(customer, call.now());
            if (random.nextDouble() < TWINS) {
                twins(call.now().plus(afterwards()));
            }
        } else {
            call.answeredAt().ifPresent(at -> customer.wasReached("caller", call.answeredBy(), site(), at));
        }
    }

    private void remember(Customer customer) {
        if (regulars.size() < REGULARS) {
            regulars.add(customer);
        } else {
            regulars.set(random.nextInt(REGULARS), customer);
        }
    }

    /** Two customers call at the same moment and give up at the same moment. */
    private void twins(Instant at) {
        for (int i = 0; i < 2; i++) {
            Customer customer = population.next();
            if (customer.isKnown()) {
                happens(at, customer, call -> {
                    callBacks().isMissed(call, customer);
                    customer.wasMissed(call, this);
                    goesOn(customer, call.now());
                });
            }
        }
    }

    private void goesOn(Customer customer, Instant at) {
        goesOn(customer, Story.draw(random).steps(), at);
    }

    private void goesOn(Customer customer, List<Story.Step> steps, Instant at) {
        if (steps.isEmpty()) {
            customer.isLeftAloneUntil(at.plus(SOON));
            return;
        }
        customer.isLeftAloneUntil(Instant.MAX);
        List<Story.Step> rest = steps.subList(1, steps.size());
        Instant next = at.plus(afterwards());
        switch (steps.get(0)) {
            case A_WEEK_PASSES -> goesOn(customer, rest, at.plus(A_WEEK));
            case TRIED ->
                orElse(customer, rest, next, call -> {
                    callBacks().isInVain(call, customer);
                    customer.wasCalledInVain(call.now());
                    goesOn(customer, rest, call.now());
                });
            case REACHED ->
                orElse(customer, rest, next, call -> {
                    reach(call, customer);
                    goesOn(customer, rest, call.now());
                });
            case REACHED_WHILE_HE_RINGS ->
                orElse(customer, rest, next, call -> {
                    reach(call, customer);
                    Instant meanwhile = call.answeredAt().orElseThrow().plus(CallBacks.A_MOMENT);
                    happens(
                            meanwhile,
                            customer,
                            otherSite(),
                            other -> callBacks().isMissed(other, customer));
                    goesOn(customer, rest, call.now());
                });
            case MISSED ->
                happens(next, customer, call -> {
                    isMissed(call, customer);
                    goesOn(customer, rest, call.now());
                });
            case MISSED_ON_TWO_LINES -> {
                int site = anySite();
                happens(next, customer, site, call -> isMissed(call, customer));
                happens(next, customer, site, call -> {
                    isMissed(call, customer);
                    goesOn(customer, rest, call.now());
                });
            }
            case ANSWERED ->
                happens(next, customer, call -> {
                    String by = callBacks().isAnswered(call, customer);
                    customer.wasReached(
                            "caller", Optional.of(by), site(), call.answeredAt().orElseThrow());
                    goesOn(customer, rest, call.now());
                });
        }
    }

    private void isMissed(ScriptedCall call, Customer customer) {
        callBacks().isMissed(call, customer);
        customer.wasMissed(call, this);
    }

    private void reach(ScriptedCall call, Customer customer) {
        String by = callBacks().reaches(call, customer);
        customer.wasReached(
                "callback", Optional.of(by), site(), call.answeredAt().orElseThrow());
    }

    /** Whom nobody can call is left alone instead. */
    private void orElse(Customer customer, List<Story.Step> rest, Instant at, CallScript script) {
        if (customer.canBeCalled()) {
            happens(at, customer, script);
        } else {
            goesOn(customer, rest, at);
        }
    }

    private void happens(Instant at, Customer customer, CallScript script) {
        happens(at, customer, anySite(), script);
    }

    private void happens(Instant at, Customer customer, int site, CallScript script) {
        later.accept(new LaterCall(at, customer.name(), site, script));
    }

    /** Within an hour, or clearly after it; five of them are less than a week. */
    private Duration afterwards() {
        return random.nextBoolean()
                ? Duration.ofSeconds(60 + random.nextInt(SOON_SECONDS))
                : Duration.ofSeconds(LATER_FROM_SECONDS + random.nextInt(LATER_SECONDS));
    }

    /** Somebody is to be reached from now on. */
    void lost(LostCaller caller) {
        lost.add(caller);
    }

    /** What became of everybody who was missed. */
    void tell(Consumer<CustomerTruth> truths) {
        lost.forEach(caller -> truths.accept(caller.truth()));
    }
}
