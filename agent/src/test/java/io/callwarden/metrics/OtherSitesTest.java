package io.callwarden.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.recovery.OpenTasks;
import io.callwarden.recovery.TaskState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OtherSitesTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final OtherSites sites = new OtherSites(registry, Set.of("north"), Duration.ofHours(1), null);

    @Test
    void countersOfAnotherSiteAreThereAtZeroAsSoonAsSomebodyWaitsThere() {
        sites.expect(waiting("north", "south"));
        assertThat(registry.find("callwarden.callbacks.opened").counters())
                .singleElement()
                .satisfies(counter -> {
                    assertThat(counter.getId().getTag("pbx")).isEqualTo("south");
                    assertThat(counter.count()).isZero();
                });
        assertThat(registry.find("callwarden.callbacks.pending").gauges())
                .as("told by the agent that watches it")
                .isEmpty();
    }

    @Test
    void aDatabaseFullOfSitesDoesNotFillTheMetrics() {
        sites.expect(waiting(IntStream.range(0, 2 * OtherSites.MOST)
                .mapToObj(i -> "site" + i)
                .toArray(String[]::new)));
        assertThat(registry.find("callwarden.callbacks.opened").counters()).hasSize(OtherSites.MOST);
    }

    private static OpenTasks waiting(String... pbxs) {
        return new OpenTasks(List.of(pbxs).stream()
                .map(pbx -> new OpenTasks.Group(pbx, null, null, TaskState.OPEN, 1, Instant.EPOCH))
                .toList());
    }
}
