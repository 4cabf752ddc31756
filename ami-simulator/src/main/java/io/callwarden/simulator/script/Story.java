package io.callwarden.simulator.script;

import java.util.List;
import java.util.random.RandomGenerator;

/** What happens to a customer after he was missed, one step after the other. */
enum Story {
    NOBODY_CARES(9),
    TRIED_IN_VAIN(6, Step.TRIED, Step.TRIED),
    REACHED_AT_ONCE(26, Step.REACHED),
    REACHED_AT_THE_SECOND_ATTEMPT(9, Step.TRIED, Step.REACHED),
    REACHED_AT_THE_THIRD_ATTEMPT(6, Step.TRIED, Step.TRIED, Step.REACHED),
    CALLS_AGAIN(14, Step.ANSWERED),
    MISSED_AGAIN_THEN_REACHED(6, Step.MISSED, Step.REACHED),
    MISSED_TWICE_MORE_THEN_CALLS_AGAIN(3, Step.MISSED, Step.MISSED, Step.ANSWERED),
    CROSSED(4, Step.TRIED, Step.MISSED, Step.TRIED, Step.ANSWERED),
    ON_TWO_LINES_AT_ONCE(3, Step.MISSED_ON_TWO_LINES, Step.REACHED),
    RINGS_WHILE_HE_IS_CALLED(4, Step.REACHED_WHILE_HE_RINGS),
    CALLS_WITHOUT_NEED(4, Step.REACHED, Step.REACHED, Step.TRIED),
    TOO_LATE(3, Step.A_WEEK_PASSES, Step.TRIED, Step.MISSED, Step.REACHED),
    MISSED_AFTER_A_WEEK(3, Step.TRIED, Step.A_WEEK_PASSES, Step.MISSED);

    /** One thing that happens. */
    enum Step {
        /** An employee calls him in vain. */
        TRIED,
        /** An employee calls him and he answers. */
        REACHED,
        /** The same, and meanwhile another call of his is missed. */
        REACHED_WHILE_HE_RINGS,
        /** He calls another number of the house, and nobody answers. */
        MISSED,
        /** The same, twice at once. */
        MISSED_ON_TWO_LINES,
        /** He calls another number of the house and is answered. */
        ANSWERED,
        A_WEEK_PASSES
    }

    private final int weight;
    private final List<Step> steps;

    Story(int weight, Step... steps) {
        this.weight = weight;
        this.steps = List.of(steps);
    }

    List<Step> steps() {
        return steps;
    }

    static Story draw(RandomGenerator random) {
        int all = 0;
        for (Story story : values()) {
            all += story.weight;
        }
        int left = random.nextInt(all);
        for (Story story : values()) {
            left -= story.weight;
            if (left < 0) {
                return story;
            }
        }
        throw new IllegalStateException("the weights of the stories are wrong");
    }
}
