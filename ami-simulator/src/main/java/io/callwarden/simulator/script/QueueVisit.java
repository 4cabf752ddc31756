package io.callwarden.simulator.script;

import java.time.Duration;
import java.util.Optional;

/**
 * How a caller waits in a queue: {@code QueueVisit.in("sales").upTo(seconds(60)).ringing(...)}.
 *
 * @param timeout how long the dialplan lets him wait
 * @param keyAfter when he presses the key that leads out of the queue
 */
public record QueueVisit(
        String queue, Duration timeout, Rounds rounds, Rounds.Timing timing, Optional<Duration> keyAfter) {

    public static QueueVisit in(String queue) {
        return new QueueVisit(
                queue,
                Duration.ofSeconds(60),
                Rounds.oneByOne(),
                Rounds.Timing.FOUR_SECONDS,
                Optional.empty());
    }

    public QueueVisit upTo(Duration time) {
        return new QueueVisit(queue, time, rounds, timing, keyAfter);
    }

    public QueueVisit ringing(Rounds newRounds) {
        return new QueueVisit(queue, timeout, newRounds, timing, keyAfter);
    }

    public QueueVisit every(Rounds.Timing newTiming) {
        return new QueueVisit(queue, timeout, rounds, newTiming, keyAfter);
    }

    public QueueVisit leftByKeyAfter(Duration time) {
        return new QueueVisit(queue, timeout, rounds, timing, Optional.of(time));
    }
}
