package io.callwarden.call;

import java.time.Duration;
import java.time.Instant;

/** Time between two events of a PBX, whose stamps can run backwards a little: never negative. */
final class Elapsed {
    private Elapsed() {}

    static Duration between(Instant from, Instant to) {
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }
}
