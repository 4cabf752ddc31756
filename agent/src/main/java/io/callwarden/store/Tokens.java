package io.callwarden.store;

import io.callwarden.number.MaskedNumber;

/**
 * What stands in the place of a customer whose number is not kept any more. No number has the sign in it by which a token is known, so
 * neither is ever taken for the other. Immutable; any thread.
 */
final class Tokens {
    /** In every token, and in no number. */
    static final String SIGN = "~";

    /** Condition that {@code column} holds no token. */
    static String none(String column) {
        return "(" + column + " is null or " + column + " not like '%" + SIGN + "%')";
    }

    private final NumberKey key;

    Tokens(NumberKey key) {
        this.key = key;
    }

    /** Of a customer whose number is masked: he stays one and the same, and whoever knows the number and the key finds him. */
    String of(String customer) {
        return MaskedNumber.of(customer) + SIGN + key.hash(customer);
    }

    /** Of one who was forgotten: nobody finds him. */
    static String ofNobody(String random) {
        return "forgotten" + SIGN + random;
    }
}
