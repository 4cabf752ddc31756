package io.callwarden.simulator.script;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How people behave on the busy day.
 *
 * @param patience how long a caller waits before he hangs up, on average; at least 2 s
 * @param talk how long people talk, on average; at least 5 s
 * @param reaction how long a phone rings before it is answered, on average
 * @param answers the share of calls to a free phone that its owner answers, 0 to 1
 * @param declines the share of calls to a free phone that its owner declines, 0 to 1
 * @param holds the share of talks in which the caller is put on hold, 0 to 1
 * @param passesOn the share of talks in which the caller is transferred or parked, 0 to 1
 * @param callsBack the share of missed callers whom an employee calls back, 0 to 1
 * @param triesAgain the share of missed callers who call again themselves, 0 to 1
 */
public record Habits(
        Duration patience,
        Duration talk,
        Duration reaction,
        double answers,
        double declines,
        double holds,
        double passesOn,
        double callsBack,
        double triesAgain) {

    static final Habits ORDINARY = new Habits(
            Duration.ofSeconds(75), Duration.ofSeconds(150), Duration.ofSeconds(5), 0.8, 0.04, 0.1, 0.09, 0.4, 0.3);

    Duration drawPatience(RandomGenerator random) {
        return atLeast(2, exponential(random, patience));
    }

    Duration drawTalk(RandomGenerator random) {
        return atLeast(5, exponential(random, talk));
    }

    Duration drawReaction(RandomGenerator random) {
        return atLeast(1, exponential(random, reaction));
    }

    private static Duration exponential(RandomGenerator random, Duration mean) {
        return Duration.ofMillis(Math.round(-Math.log(1 - random.nextDouble()) * mean.toMillis()));
    }

    private static Duration atLeast(int seconds, Duration time) {
        return time.compareTo(Duration.ofSeconds(seconds)) < 0
                ? Duration.ofSeconds(seconds).plus(time.dividedBy(4))
                : time;
    }
}
