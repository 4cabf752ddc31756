package io.callwarden.recovery;

import java.util.function.Supplier;

/**
 * How one site follows its missed calls.
 *
 * @param customers tells who the customer of a call is
 * @param rules deadlines, asked for whenever they count
 * @param talks customers who are being talked to
 */
public record Recovery(Customers customers, Supplier<RecoveryRules> rules, LiveTalks talks) {
    /** With rules that stay. */
    public Recovery(Customers customers, RecoveryRules rules, LiveTalks talks) {
        this(customers, () -> rules, talks);
    }

    /** Where nobody listens to calls that go on. */
    public Recovery(Customers customers, RecoveryRules rules) {
        this(customers, rules, new LiveTalks(customers));
    }
}
