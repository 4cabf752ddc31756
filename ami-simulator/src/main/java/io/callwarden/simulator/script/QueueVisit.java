package io.callwarden.simulator.script;

import java.time.Duration;
import java.util.Optional;

/**
 * How a caller waits in a queue: {@code QueueVisit.in("sales").upTo(seconds(60)).ringing(...)}.
 *
 * @param timeout how long the dialplan lets him wait
 * @param ringsAll whether the queue's strategy is ringall, in which the caller is not told whom it rings
 * @param keyAfter when he presses the key that leads out of the queue
 */
public record QueueVisit(
        String queue,
        Duration timeout,
        Rounds rounds,
        boolean ringsAll,
        Rounds.Timing timing,
        Optional<Duration> keyAfter) {

    public static QueueVisit in(String queue) {
        return new QueueVisit(
                queue, Duration.ofSeconds(60), Rounds.oneByOne(), false, Rounds.Timing.FOUR_SECONDS, Optional.empty());
    }

    public QueueVisit upTo(Duration time) {
        return new QueueVisit(queue, time, rounds, ringsAll, timing, keyAfter);
    }

    public QueueVisit ringing(Rounds newRounds) {
        return new QueueVisit(queue, timeout, newRounds, ringsAll, timing, keyAfter);
    }

    /** The queue's strategy is ringall. */
    public QueueVisit ringingAll(Rounds newRounds) {
        return new QueueVisit(queue, timeout, newRounds, true, timing, keyAfter);
    }

    public QueueVisit every(Rounds.Timing newTiming) {
        return new QueueVisit(queue, timeout, rounds, ringsAll, newTiming, keyAfter);
    }

    public QueueVisit leftByKeyAfter(Duration time) {
        return new QueueVisit(queue, timeout, rounds, ringsAll, timing, Optional.of(time));
    }
}
