package io.callwarden;

import java.util.List;
import java.util.function.Predicate;

/**
 * A part of the running agent that takes over settings without a restart.
 *
 * @param keys its settings: a whole key, or the beginning of keys where it ends with a full stop
 * @param possible whether what they are now can be taken over without a restart
 * @param prepare what is to be done
 */
record ReloadedPart(List<String> keys, Predicate<Configuration> possible, Prepare prepare) {
    /** For settings that whoever needs them reads each time. */
    static final Prepare NOTHING = (next, change) -> () -> {};

    /** Gets ready to put the change in effect. */
    @FunctionalInterface
    interface Prepare {
        /**
         * Does all that can fail, and changes nothing yet.
         *
         * @return puts it in effect, when {@link RunningConfiguration} has it already; must not fail
         * @throws IllegalArgumentException whose message is one sentence, where it cannot be used
         */
        Runnable of(Configuration next, Change change);
    }

    ReloadedPart(List<String> keys, Prepare prepare) {
        this(keys, next -> true, prepare);
    }

    boolean takes(String key) {
        return keys.stream().anyMatch(each -> each.endsWith(".") ? key.startsWith(each) : key.equals(each));
    }
}
