package io.callwarden.store;

import io.callwarden.call.BlindInterval;
import io.callwarden.call.Call;

/** One thing to be written. */
sealed interface Entry {
    record Ended(Call call) implements Entry {}

    record Blind(BlindInterval interval) implements Entry {}
}
