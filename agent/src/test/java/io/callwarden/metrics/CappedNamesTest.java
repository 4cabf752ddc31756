package io.callwarden.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class CappedNamesTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CappedNames names = new CappedNames(registry, "hq", "callwarden_queue", 2);

    @Test
    void theFirstNamesHaveTheirOwnSeriesAndTheOthersShareOne() {
        assertThat(names.label("sales")).isEqualTo("sales");
        assertThat(names.label("support")).isEqualTo("support");
        assertThat(names.label("spam")).isEqualTo("other");
        assertThat(names.label("sales")).isEqualTo("sales");
    }

    @Test
    void eachNameWithoutItsOwnSeriesIsCountedOnce() {
        assertThat(clamped()).isZero();
        for (String name : new String[] {"a", "b", "c", "c", "d", "a"}) {
            names.label(name);
        }
        assertThat(clamped()).isEqualTo(2);
    }

    @Test
    void aNameThatIsGoneMakesRoom() {
        names.label("a");
        names.label("b");
        names.release("a");
        assertThat(names.label("c")).isEqualTo("c");
    }

    @Test
    void longNamesAreCutBetweenCharacters() {
        assertThat(names.label("x".repeat(63) + "\ud83d\ude00")).isEqualTo("x".repeat(63));
    }

    private double clamped() {
        return registry.get("callwarden.series.clamped").counter().count();
    }
}
