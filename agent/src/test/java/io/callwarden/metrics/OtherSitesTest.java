package io.callwarden.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.recovery.OpenTasks;
import io.callwarden.recovery.TaskState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtherSitesTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final OtherSites sites = new OtherSites(registry, () -> Duration.ofHours(1), () -> null);

    @BeforeEach
    void oneSiteIsItsOwn() {
        sites.follow(Set.of("north"), "");
    }

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

    @Test
    void aSiteThatIsOurOwnFromNowOnIsCountedByOthersAndThenAgainHere() {
        sites.expect(waiting("south"));
        sites.follow(Set.of("north", "south"), "");
        registry.clear();
        sites.expect(waiting("south"));
        assertThat(registry.getMeters()).isEmpty();

        sites.follow(Set.of("north"), "");
        sites.expect(waiting("south"));
        assertThat(registry.find("callwarden.callbacks.opened").counters())
                .singleElement()
                .satisfies(counter -> assertThat(counter.count()).isZero());
    }

    @Test
    void moneyOfAnotherSiteIsCountedInTheCurrencyInEffect() {
        sites.follow(Set.of("north"), "EUR");
        sites.expect(waiting("south"));
        assertThat(currencies()).containsExactly("EUR", "EUR");
        sites.follow(Set.of("north"), "USD");
        assertThat(currencies()).containsExactly("USD", "USD");
        sites.follow(Set.of("north"), "");
        assertThat(currencies()).isEmpty();
    }

    /** Of what is lost and what is recovered. */
    private List<String> currencies() {
        return registry.getMeters().stream()
                .map(meter -> meter.getId().getTag("currency"))
                .filter(Objects::nonNull)
                .toList();
    }

    private static OpenTasks waiting(String... pbxs) {
        return new OpenTasks(List.of(pbxs).stream()
                .map(pbx -> new OpenTasks.Group(pbx, null, null, TaskState.OPEN, 1, Instant.EPOCH))
                .toList());
    }
}
