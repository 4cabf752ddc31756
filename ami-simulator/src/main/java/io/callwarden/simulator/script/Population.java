package io.callwarden.simulator.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes up customers of a house in Russia, no two with the same number, and some who cannot be told apart or called back. */
final class Population {
    private static final List<String> WITHHELD =
            List.of("anonymous", "Anonymous", "unknown", "Restricted", "Unavailable", "private", "");
    private static final List<String> MALFORMED =
            List.of("+", "0000000", "12345678901234567890", "sip:anna@example.org", "79;26", "#31#", "<script>");

    private final RandomGenerator random;
    private final List<Customer> waiting = new ArrayList<>();
    private int born;

    Population(RandomGenerator random) {
        this.random = random;
    }

    Customer next() {
        if (!waiting.isEmpty()) {
            return waiting.remove(0);
        }
        double chance = random.nextDouble();
        if (chance < 0.80) {
            return russian(mobile());
        }
        if (chance < 0.86) {
            return foreign(number("+4420", 7_000_0000, 8));
        }
        if (chance < 0.90) {
            return namesake();
        }
        if (chance < 0.93) {
            return asShown(number("09", 100, 3));
        }
        if (chance < 0.95) {
            return named(number("Hotel-", 100, 4));
        }
        String hidden = chance < 0.97
                ? any(WITHHELD)
                : chance < 0.99 ? any(MALFORMED) : Integer.toString(101 + random.nextInt(99));
        return new Customer(Optional.empty(), List.of(hidden), List.of());
    }

    /** A number that no customer has, for calls that nobody awaits. */
    String stranger() {
        return number("7495", 2_000_000, 7);
    }

    /** Each one is another number: they are counted through in steps, not drawn. */
    private String number(String prefix, int first, int digits) {
        String number = Integer.toString(first + born++);
        return prefix + "0".repeat(Math.max(0, digits - number.length())) + number;
    }

    private String mobile() {
        return number("926", 1_000_000, 7);
    }

    /** @param national ten digits */
    private static Customer russian(String national) {
        String grouped = "(" + national.substring(0, 3) + ") " + national.substring(3, 6) + "-"
                + national.substring(6, 8) + "-" + national.substring(8);
        return new Customer(
                Optional.of("+7" + national),
                List.of("+7" + national, "7" + national, "8" + national, national, "8 " + grouped, "+7 " + grouped),
                List.of("8" + national, "7" + national, national));
    }

    private static Customer foreign(String international) {
        String digits = international.substring(1);
        return new Customer(
                Optional.of(international),
                List.of(international, "00" + digits, "810" + digits),
                List.of("810" + digits, "00" + digits));
    }

    /** His last nine digits are those of another customer, who comes next. */
    private Customer namesake() {
        String national = mobile();
        waiting.add(foreign("+49" + national.substring(1)));
        return russian(national);
    }

    private static Customer asShown(String number) {
        return new Customer(Optional.of(number), List.of(number), List.of(number));
    }

    private static Customer named(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return new Customer(Optional.of(small), List.of(name, small, name.toUpperCase(Locale.ROOT)), List.of());
    }

    private String any(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }
}
