package io.callwarden.report;

import java.time.Duration;
import java.util.Arrays;

/** What was counted. Immutable. */
public final class Figures {
    /** Nothing. */
    public static final Figures NONE = new Figures(new long[Figure.values().length]);

    private final long[] counts;

    /** @param counts one a {@link Figure}; belongs to this object from now on */
    Figures(long[] counts) {
        this.counts = counts;
    }

    public long of(Figure figure) {
        return counts[figure.ordinal()];
    }

    /** Both together. */
    public Figures plus(Figures other) {
        long[] sum = counts.clone();
        Arrays.setAll(sum, i -> sum[i] + other.counts[i]);
        return new Figures(sum);
    }

    /** How long the phone rang on average before it was answered; null where no ring was. */
    public Duration meanRing() {
        long rings = of(Figure.ANSWERED) - of(Figure.PICKED_UP);
        return rings == 0 ? null : Duration.ofMillis(of(Figure.RING_MILLIS) / rings);
    }

    /** Of the rings that were answered, the share that was within {@link EmployeeReport#FAST}; null where no ring was. */
    public Double fast() {
        return share(of(Figure.ANSWERED_FAST), of(Figure.ANSWERED) - of(Figure.PICKED_UP));
    }

    /** Of the calls answered out of queues, the share within the target; null where there were none. */
    public Double queueInTarget() {
        return share(of(Figure.QUEUE_IN_TARGET), of(Figure.QUEUE_ANSWERED));
    }

    /** Of the call-backs that reached the customer, the share within the target; null where there were none. */
    public Double callBacksInTarget() {
        return share(of(Figure.CALL_BACKS_IN_TARGET), of(Figure.CALL_BACKS_REACHED));
    }

    /** Time on the phone, whoever called. */
    public Duration talk() {
        return Duration.ofMillis(
                of(Figure.TALK_INBOUND_MILLIS) + of(Figure.TALK_OUTBOUND_MILLIS) + of(Figure.TALK_INTERNAL_MILLIS));
    }

    private static Double share(long part, long whole) {
        return whole == 0 ? null : Double.valueOf((double) part / whole);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Figures figures && Arrays.equals(counts, figures.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return Arrays.toString(counts);
    }
}
