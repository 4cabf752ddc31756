package io.callwarden.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * How recordings are played. Immutable; begins as once, in real time, with fresh numbers.
 *
 * @param speed recording's seconds per second; infinite for as fast as the clients can take it
 * @param repeat how often each recording is played in each lane
 * @param parallel lanes beside each other, evenly spread over the length of the recording
 * @param keepNumbers whether outside parties keep their numbers
 * @param startAt the Timestamp of the first event; empty for now
 * @param onStart told of each playing as it begins, on the player's thread
 */
public record PlayOptions(
        double speed,
        int repeat,
        int parallel,
        boolean keepNumbers,
        Optional<Instant> startAt,
        Consumer<Playing> onStart) {

    public PlayOptions {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("the speed must be more than 0, found " + speed);
        }
        if (repeat < 1 || parallel < 1) {
            throw new IllegalArgumentException(
                    "repeat and parallel must be 1 or more, found " + repeat + " and " + parallel);
        }
    }

    public static PlayOptions realTime() {
        return new PlayOptions(1, 1, 1, false, Optional.empty(), playing -> {});
    }

    public static PlayOptions asFastAsPossible() {
        return realTime().speed(Double.POSITIVE_INFINITY);
    }

    public PlayOptions speed(double to) {
        return new PlayOptions(to, repeat, parallel, keepNumbers, startAt, onStart);
    }

    public PlayOptions repeat(int to) {
        return new PlayOptions(speed, to, parallel, keepNumbers, startAt, onStart);
    }

    public PlayOptions parallel(int to) {
        return new PlayOptions(speed, repeat, to, keepNumbers, startAt, onStart);
    }

    public PlayOptions keepNumbers(boolean to) {
        return new PlayOptions(speed, repeat, parallel, to, startAt, onStart);
    }

    public PlayOptions startAt(Instant to) {
        return new PlayOptions(speed, repeat, parallel, keepNumbers, Optional.of(to), onStart);
    }

    public PlayOptions onStart(Consumer<Playing> to) {
        return new PlayOptions(speed, repeat, parallel, keepNumbers, startAt, to);
    }

    boolean isAsFastAsPossible() {
        return Double.isInfinite(speed);
    }

    /** The playings of one recording: in each lane one after the other, a second between them. */
    public Iterator<Scheduled> schedule(Recording recording) {
        long turnNanos = recording.length().plusSeconds(1).toNanos();
        return LongStream.range(0, (long) repeat * parallel)
                .mapToObj(i -> new Scheduled(
                        Duration.ofNanos(i / parallel * turnNanos + i % parallel * (turnNanos / parallel)), recording))
                .iterator();
    }
}
