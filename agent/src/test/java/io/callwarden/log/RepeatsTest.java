package io.callwarden.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private final Logger logger = new LoggerContext().getLogger("io.callwarden.Some");
    private final MovingClock clock = new MovingClock();
    private final LogCounts counts = new LogCounts();
    private final Repeats repeats = new Repeats(3, clock, counts);
    private final List<String> written = new ArrayList<>();

    @Test
    void moreOfOneKindThanAllowedInAMinuteAreSummedUpWithTheLastOfThem() {
        for (int i = 1; i <= 1_237; i++) {
            say(Level.WARN, "Lost {} at {}", "hq", i);
        }
        assertThat(written).containsExactly("Lost hq at 1", "Lost hq at 2", "Lost hq at 3");
        assertThat(repeats.owesLines()).isTrue();

        clock.now = clock.now.plusSeconds(60);
        write(repeats.over());

        assertThat(written).last().isEqualTo("Lost hq at 1237 (said 1,234 more times in the last 60 s)");
        assertThat(repeats.owesLines()).isFalse();
        assertThat(counts.suppressed("warn")).isEqualTo(1_234);
        say(Level.WARN, "Lost {} at {}", "hq", 1);
        assertThat(written).last().isEqualTo("Lost hq at 1");
    }

    @Test
    void sumComesBeforeTheNextLineOfItsKind() {
        for (int i = 0; i < 5; i++) {
            say(Level.ERROR, "Gave up {}", i);
        }
        clock.now = clock.now.plusSeconds(75);
        say(Level.ERROR, "Gave up {}", 99);

        assertThat(written.subList(3, 5))
                .containsExactly("Gave up 4 (said 2 more times in the last 75 s)", "Gave up 99");
    }

    @Test
    void otherKindsAreNotHeldBackAndAnotherExceptionIsAnotherKind() {
        for (int i = 0; i < 10; i++) {
            say(Level.ERROR, "Fault", new IllegalStateException("a"));
        }
        say(Level.WARN, "Another");
        say(Level.ERROR, "Fault", new IllegalArgumentException("b"));

        assertThat(written).containsExactly("Fault", "Fault", "Fault", "Another", "Fault");
    }

    @Test
    void debugAndALimitOfZeroLetAllThrough() {
        for (int i = 0; i < 10; i++) {
            say(Level.DEBUG, "Event");
        }
        assertThat(written).hasSize(10);
        Repeats unlimited = new Repeats(0, clock, counts);
        for (int i = 0; i < 10; i++) {
            assertThat(unlimited.pass(event(Level.WARN, "x"))).hasSize(1);
        }
    }

    @Test
    void kindsThatAreMadeUpTakeNoMemoryWithoutEndAndErrorsAmongThemAreStillSeen() {
        for (int i = 0; i < 10_000; i++) {
            say(Level.WARN, "Made up " + i);
        }
        say(Level.ERROR, "Something else");

        assertThat(written).hasSize(Repeats.KINDS + 3 + 1).endsWith("Something else");
        clock.now = clock.now.plusSeconds(61);
        written.clear();
        write(repeats.over());
        assertThat(written).hasSize(1).first().asString().endsWith("(said 9,497 more times in the last 61 s)");
    }

    @Test
    void clockThatIsSetBackEndsTheMinute() {
        for (int i = 0; i < 5; i++) {
            say(Level.WARN, "Lost");
        }
        clock.now = clock.now.minus(Duration.ofHours(1));
        say(Level.WARN, "Lost");

        assertThat(written).hasSize(5).endsWith("Lost (said 2 more times in the last 1 s)", "Lost");
    }

    @Test
    void numberInASumIsHidden() {
        for (int i = 0; i < 4; i++) {
            say(Level.WARN, "Refused {}", "+493012345678");
        }
        write(repeats.rest());

        assertThat(written).last().isEqualTo("Refused +***78 (said 1 more times in the last 1 s)");
    }

    private void say(Level level, String message, Object... arguments) {
        write(repeats.pass(event(level, message, arguments)));
    }

    private LoggingEvent event(Level level, String message, Object... arguments) {
        return new LoggingEvent("", logger, level, message, null, arguments);
    }

    private void write(List<ILoggingEvent> events) {
        events.forEach(event -> written.add(EventText.message(event)));
    }

    private static final class MovingClock extends Clock {
        private Instant now = Instant.parse("2026-11-23T09:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
