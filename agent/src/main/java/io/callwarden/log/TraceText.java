package io.callwarden.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

/** The stack trace of a log event. Its line breaks are ours: the messages within are fit to be written, each in one line. */
final class TraceText {
    private static final int MOST_EXCEPTIONS = 12;

    private final ILoggingEvent event;
    private final StringBuilder text;
    private int exceptions;

    private TraceText(ILoggingEvent event, StringBuilder text) {
        this.event = event;
        this.text = text;
    }

    /** Adds the trace, if there is one, each line with a line feed at its end. */
    static void append(ILoggingEvent event, StringBuilder text) {
        if (event.getThrowableProxy() != null) {
            new TraceText(event, text).append("", "", event.getThrowableProxy());
        }
    }

    private void append(String indent, String role, IThrowableProxy thrown) {
        text.append(indent).append(role);
        exceptions++;
        if (thrown.isCyclic() || exceptions > MOST_EXCEPTIONS) {
            text.append("... and so on\n");
            return;
        }
        text.append(thrown.getClassName());
        if (thrown.getMessage() != null) {
            text.append(": ").append(EventText.part(event, thrown.getMessage()));
        }
        text.append('\n');
        frames(indent, thrown);
        for (IThrowableProxy suppressed : thrown.getSuppressed()) {
            append(indent + "\t", "Suppressed: ", suppressed);
        }
        if (thrown.getCause() != null) {
            append(indent, "Caused by: ", thrown.getCause());
        }
    }

    private void frames(String indent, IThrowableProxy thrown) {
        StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
        int shown = frames.length - thrown.getCommonFrames();
        for (int i = 0; i < shown; i++) {
            text.append(indent)
                    .append("\tat ")
                    .append(frames[i].getStackTraceElement())
                    .append('\n');
        }
        if (thrown.getCommonFrames() > 0) {
            text.append(indent)
                    .append("\t... ")
                    .append(thrown.getCommonFrames())
                    .append(" more\n");
        }
    }
}
