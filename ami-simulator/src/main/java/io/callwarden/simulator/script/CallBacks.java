package io.callwarden.simulator.script;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The calls between the house and a customer who was missed; how each ends is settled before. */
final class CallBacks {
    /** Into a talk, of which longer is left than a call that is missed takes. */
    static final Duration A_MOMENT = Duration.ofSeconds(20);

    private static final Duration RINGS = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(14);
    private static final int SHORTEST_TALK = 60;
    private static final int MORE_TALK = 120;

    /** Employees who do nothing but this, so that nobody is called twice at once. */
    private static final List<String> PHONES =
            IntStream.range(151, 191).mapToObj(Integer::toString).toList();

    /** Prefixes of the outside lines, each a trunk's. */
    private static final List<String> PREFIXES = List.of("9", "8");

    private final List<String> trunks;
    private final RandomGenerator random;
    private final Map<String, Instant> busyUntil = new HashMap<>();

    CallBacks(List<String> trunks, RandomGenerator random) {
        this.trunks = trunks;
        this.random = random;
    }

    /** The customer calls, and nobody answers. */
    void isMissed(ScriptedCall call, Customer customer) {
        Phone[] group = {Phone.phone("117"), Phone.phone("118"), Phone.phone("119")};
        call.from(anyTrunk(), customer.shows(random))
                .givesUpAfter(PATIENCE)
                .to("7003")
                .dials(RINGS, group);
    }

    /** The customer calls, and somebody answers who is returned. */
    String isAnswered(ScriptedCall call, Customer customer) {
        String employee = free(call.now());
        call.from(anyTrunk(), customer.shows(random))
                .to("7004")
                .dials(RINGS, Phone.phone(employee).answersAfter(seconds(1, 10)));
        return talks(call, employee);
    }

    /** Somebody calls the customer and reaches him; who, is returned. */
    String reaches(ScriptedCall call, Customer customer) {
        String number = customer.isDialled(random);
        String employee = begins(call, number);
        call.dialsOut(
                lastTrunk, RINGS, Phone.phone(number).ringsAfter(seconds(1, 3)).answersAfter(seconds(4, 18)));
        return talks(call, employee);
    }

    /** Somebody calls the customer and does not reach him. */
    void isInVain(ScriptedCall call, Customer customer) {
        String number = customer.isDialled(random);
        String employee = begins(call, number);
        Phone phone = Phone.phone(number).ringsAfter(seconds(1, 3));
        call.dialsOut(
                        lastTrunk,
                        RINGS,
                        switch (random.nextInt(4)) {
                            case 0 -> phone.isBusyAfter(seconds(1, 3)).silent();
                            case 1 -> phone.failsAfter(seconds(1, 2)).silent();
                            case 2 -> phone.isNotThereAfter(seconds(15, 25));
                            default -> phone;
                        })
                .hangsUp();
        busyUntil.put(employee, call.now());
    }

    private String lastTrunk = "";

    /** By hand or by a click. */
    private String begins(ScriptedCall call, String number) {
        String employee = free(call.now());
        int line = random.nextInt(Math.min(PREFIXES.size(), trunks.size()));
        lastTrunk = trunks.get(line);
        if (random.nextInt(3) == 0) {
            call.clicked(Phone.phone(employee).answersAfter(seconds(1, 5)), PREFIXES.get(line), number, lastTrunk);
        } else {
            call.fromPhone(employee).to(PREFIXES.get(line) + number);
        }
        return employee;
    }

    private String talks(ScriptedCall call, String employee) {
        call.talks(seconds(SHORTEST_TALK, SHORTEST_TALK + MORE_TALK));
        if (random.nextBoolean()) {
            call.callerHangsUp();
        } else {
            call.otherSideHangsUp();
        }
        busyUntil.put(employee, call.now());
        return employee;
    }

    private String free(Instant at) {
        List<String> free = PHONES.stream()
                .filter(phone -> busyUntil.getOrDefault(phone, Instant.MIN).isBefore(at))
                .toList();
        if (free.isEmpty()) {
            throw new IllegalStateException("all " + PHONES.size() + " who call back are busy: too many calls an hour");
        }
        return free.get(random.nextInt(free.size()));
    }

    private String anyTrunk() {
        return trunks.get(random.nextInt(trunks.size()));
    }

    private Duration seconds(int fewest, int most) {
        return Duration.ofMillis(fewest * 1_000L + random.nextInt((most - fewest) * 1_000));
    }
}
