package io.callwarden.recovery;

/**
 * How one site follows its missed calls.
 *
 * @param customers tells who the customer of a call is
 * @param rules deadlines
 * @param talks customers who are being talked to
 */
public record Recovery(Customers customers, RecoveryRules rules, LiveTalks talks) {
    /** Where nobody listens to calls that go on. */
    public Recovery(Customers customers, RecoveryRules rules) {
        this(customers, rules, new LiveTalks(customers));
    }
}
