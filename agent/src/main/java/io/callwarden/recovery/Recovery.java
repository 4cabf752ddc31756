package io.callwarden.recovery;

/**
 * How one site follows its missed calls.
 *
 * @param customers tells who the customer of a call is
 * @param rules deadlines
 */
public record Recovery(Customers customers, RecoveryRules rules) {}
