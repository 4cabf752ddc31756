package io.callwarden.simulator;

/** Where a performance takes its events from, in the order of their time. Used by one thread at a time. */
interface Feed {

    boolean isDone();

    /** The Timestamp of the beginning, in microseconds of the epoch. */
    long startMicros();

    /** When the next thing happens, in microseconds of the epoch; only while not done. */
    long nextMicros();

    /** Lets the next thing happen. */
    void step(EventSink sink);

    /** Breaks off the calls that are going on; those that are still to begin will begin. */
    Gone abandonRunning();

    /** Breaks off everything. */
    Gone abandon();
}
