package io.callwarden.store;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What a test needs from the machine: missing, it skips the test with a plain message; in CI it fails it. */
public final class Required {
    private Required() {}

    public static void orSkipped(boolean there, String otherwise) {
        boolean all = "true".equals(System.getenv("CI")) || Boolean.getBoolean("callwarden.require.all");
        if (all && !there) {
            Assertions.fail(otherwise);
        }
        Assumptions.assumeTrue(there, otherwise);
    }
}
