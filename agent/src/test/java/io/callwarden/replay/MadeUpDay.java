package io.callwarden.replay;

import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.SimulatorSettings;
import io.callwarden.simulator.StreamWriter;
import io.callwarden.simulator.script.BusyDay;
import io.callwarden.simulator.script.Truth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;

/** A thousand made-up calls of a busy firm, as its Asterisk tells them. */
final class MadeUpDay {
    static final Instant MORNING = Instant.parse("2026-11-23T09:00:00Z");

    private MadeUpDay() {}

    /** @param truths learns what became of each call */
    static byte[] of(BusyDay firm, Consumer<Truth> truths) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        StreamWriter.writeVerbatim(
                stream,
                firm.withCallsPerHour(400).playCalls(MORNING, 1000, truths),
                PlayOptions.asFastAsPossible().startAt(MORNING),
                new SimulatorSettings());
        return stream.toByteArray();
    }
}
