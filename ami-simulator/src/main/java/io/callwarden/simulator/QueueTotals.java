package io.callwarden.simulator;

/** What app_queue counts of one queue since it was loaded, as QueueStatus shows it. Guarded by the lock of {@link Pbx}. */
final class QueueTotals {

    private final long serviceLevel;
    private long completed;
    private long completedInTime;
    private long abandoned;
    private long abandonedInTime;
    private long holdTime;
    private long talkTime;

    /** @param serviceLevel seconds within which a caller should be served */
    QueueTotals(long serviceLevel) {
        this.serviceLevel = serviceLevel;
    }

    void connected(PlayedEvent event) {
        holdTime = smoothed(holdTime, seconds(event, EventField.HOLD_TIME));
    }

    void completed(PlayedEvent event) {
        completed++;
        completedInTime += seconds(event, EventField.HOLD_TIME) <= serviceLevel ? 1 : 0;
        talkTime = smoothed(talkTime, seconds(event, EventField.TALK_TIME));
    }

    void abandoned(PlayedEvent event) {
        abandoned++;
        abandonedInTime += seconds(event, EventField.HOLD_TIME) <= serviceLevel ? 1 : 0;
    }

    /** app_queue's moving average: three parts of the old, one of the new, in whole numbers. */
    private static long smoothed(long before, long now) {
        return (before * 3 + now) >> 2;
    }

    private static long seconds(PlayedEvent event, EventField field) {
        return QueueState.number(event.text(field), 0);
    }

    long serviceLevel() {
        return serviceLevel;
    }

    long completed() {
        return completed;
    }

    long abandoned() {
        return abandoned;
    }

    /** Average seconds before an answer. */
    long holdTime() {
        return holdTime;
    }

    /** Average seconds of a talk. */
    long talkTime() {
        return talkTime;
    }

    /** The percentage of the completed calls that were answered in time. */
    double performance() {
        return completed == 0 ? 0 : 100.0 * completedInTime / completed;
    }

    /** The percentage of all calls that were answered, or given up, in time. */
    double performanceOfAll() {
        long all = completed + abandoned;
        return all == 0 ? 0 : 100.0 * (completedInTime + abandonedInTime) / all;
    }
}
