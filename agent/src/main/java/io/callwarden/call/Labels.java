package io.callwarden.call;

import java.util.Locale;

/** The one way in which an enum constant becomes a word outside the program: {@code NO_ANSWER} is {@code no_answer}. */
final class Labels {
    private Labels() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
