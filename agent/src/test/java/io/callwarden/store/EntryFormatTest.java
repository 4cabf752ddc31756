package io.callwarden.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callwarden.call.BlindInterval;
import io.callwarden.call.Call;
import io.callwarden.call.CallTimes;
import io.callwarden.call.Transfer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EntryFormatTest {
    private static final Instant BEGIN = Instant.parse("2026-11-23T06:00:00.123456789Z");

    @Property(tries = 200)
    void callComesBackAsItWas(@ForAll("calls") Call call) {
        assertThat(EntryFormat.read(EntryFormat.write(new Entry.Ended(call)))).isEqualTo(new Entry.Ended(call));
    }

    @Property(tries = 200)
    void blindIntervalComesBackAsItWas(@ForAll("intervals") BlindInterval interval) {
        assertThat(EntryFormat.read(EntryFormat.write(new Entry.Blind(interval))))
                .isEqualTo(new Entry.Blind(interval));
    }

    @Example
    void timesAreAsFineAsTheyWere() {
        Call call = at(BEGIN);
        assertThat(EntryFormat.read(EntryFormat.write(new Entry.Ended(call)))).isEqualTo(new Entry.Ended(call));
    }

    /** Calls that wait must survive an upgrade: who changes this form gives it another number, and still reads this one. */
    @Example
    void formatOneStaysAsItIs() throws IOException {
        for (Entry entry : List.of(new Entry.Ended(at(BEGIN)), new Entry.Blind(interval()))) {
            String name = "spool-1-" + entry.getClass().getSimpleName() + ".json";
            try (InputStream file = getClass().getResourceAsStream(name)) {
                assertThat(file).as(name).isNotNull();
                String line = new String(file.readAllBytes(), UTF_8).strip();

                assertThat(EntryFormat.read(line.getBytes(UTF_8))).isEqualTo(entry);
                assertThat(new String(EntryFormat.write(entry), UTF_8)).isEqualTo(line);
            }
        }
    }

    @Example
    void otherBytesAreRefusedWithoutShowingThem() {
        String call = new String(EntryFormat.write(new Entry.Ended(SampleCalls.call(1))), UTF_8);
        for (String other : List.of(
                "",
                "null",
                "{}",
                call.replace("\"missed\"", "\"mised\""),
                call.replace("\"shortAbandon\":false,", ""),
                call.replace("INBOUND", "SIDEWAYS"))) {
            assertThatThrownBy(() -> EntryFormat.read(other.getBytes(UTF_8)))
                    .as(other)
                    .isInstanceOf(BadRecordException.class)
                    .hasMessageStartingWith("It is none of format 1")
                    .hasMessageNotContaining("892600")
                    .hasNoCause();
        }
    }

    @Provide
    Arbitrary<Call> calls() {
        return CallArbitraries.calls();
    }

    @Provide
    Arbitrary<BlindInterval> intervals() {
        Arbitrary<Instant> times =
                Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond);
        return Combinators.combine(
                        Arbitraries.strings().ofMaxLength(20).filter(text -> !text.matches("(?s).*[\uD800-\uDFFF].*")),
                        times,
                        times,
                        Arbitraries.of(BlindInterval.Reason.class),
                        Arbitraries.integers())
                .as(BlindInterval::new);
    }

    private static BlindInterval interval() {
        return new BlindInterval("hq", BEGIN, BEGIN.plusSeconds(3), BlindInterval.Reason.STREAM_DAMAGED, 2);
    }

    /** With everything in it. */
    private static Call at(Instant start) {
        Call call = SampleCalls.call(1);
        CallTimes times = call.times();
        return SampleCalls.with(
                call,
                List.of(new Transfer(Transfer.Kind.BLIND, "101", "102", start.plusSeconds(20), true)),
                new CallTimes(
                        start,
                        null,
                        start.plusNanos(60_000_000_001L),
                        times.waited(),
                        times.ring(),
                        times.talked(),
                        times.held(),
                        times.total()));
    }
}
