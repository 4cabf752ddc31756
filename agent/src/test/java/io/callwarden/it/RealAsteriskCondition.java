package io.callwarden.it;

import com.github.dockerjava.api.exception.NotFoundException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Finds out, once, what {@link NeedsRealAsterisk} promises. */
final class RealAsteriskCondition implements ExecutionCondition {
    private static final Path DOCKER_SOCKET = Path.of("/var/run/docker.sock");
    private static final Optional<String> MISSING = missing();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (MISSING.isEmpty()) {
            return ConditionEvaluationResult.enabled("a real Asterisk can be started");
        }
        if (Boolean.getBoolean("callwarden.require.all")) {
            throw new ExtensionConfigurationException(MISSING.get());
        }
        return ConditionEvaluationResult.disabled(MISSING.get());
    }

    private static Optional<String> missing() {
        if (Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                .noneMatch(folder -> Files.isExecutable(Path.of(folder, "sipp")))) {
            return Optional.of("no sipp on the PATH: install the package sip-tester");
        }
        // Asked first because Testcontainers takes long to find out that there is none.
        if (System.getenv("DOCKER_HOST") == null && !Files.exists(DOCKER_SOCKET)
                || !DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("no Docker engine answers: start one, or run bin/test as root");
        }
        return Stream.of(Office.NEWEST, Office.OLDEST)
                .map(Office::image)
                .filter(image -> !exists(image))
                .findFirst()
                .map(image -> "no image " + image + ": run bin/asterisk-images");
    }

    private static boolean exists(String image) {
        try {
            DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }
}
