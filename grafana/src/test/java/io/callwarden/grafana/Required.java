package io.callwarden.grafana;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A program that a test needs: missing, it skips the test with a plain message; in CI it fails it. */
final class Required {
    private Required() {}

    static void programs(String what, String... names) {
        for (String name : names) {
            boolean there = Arrays.stream(System.getenv("PATH").split(":"))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
            String otherwise = "left out: " + what + ", no " + name + " on this machine";
            if (!there && ("true".equals(System.getenv("CI")) || Boolean.getBoolean("callwarden.require.all"))) {
                Assertions.fail(otherwise);
            }
            Assumptions.assumeTrue(there, otherwise);
        }
    }
}
