package io.callwarden.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes what {@link Repeats} lets through, and within a minute what it left out, also when nothing else is said any more. */
final class LogAppender extends OutputStreamAppender<ILoggingEvent> {
    private static final int SECONDS_BETWEEN_LOOKS = 10;

    private final Repeats repeats;
    private final LogCounts counts;
    private final AtomicBoolean looking = new AtomicBoolean();

    LogAppender(Repeats repeats, LogCounts counts) {
        this.repeats = repeats;
        this.counts = counts;
    }

    @Override
    protected void append(ILoggingEvent event) {
        write(repeats.pass(event));
        lookLater();
    }

    @Override
    public void stop() {
        if (isStarted()) {
            sumUp();
        }
        super.stop();
    }

    /** Writes what is owed. */
    void sumUp() {
        write(repeats.rest());
    }

    private void lookLater() {
        if (repeats.owesLines() && looking.compareAndSet(false, true)) {
            try {
                getContext()
                        .getScheduledExecutorService()
                        .schedule(this::look, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
            } catch (RejectedExecutionException stopping) {
                looking.set(false); // What is left is written by stop().
            }
        }
    }

    private void look() {
        looking.set(false);
        if (isStarted()) {
            write(repeats.over());
            lookLater();
        }
    }

    private void write(List<ILoggingEvent> events) {
        for (ILoggingEvent event : events) {
            counts.addWritten(event.getLevel());
            super.append(event);
        }
    }
}
