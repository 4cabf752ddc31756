package io.callwarden.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.callwarden.plain.PlainText;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import org.slf4j.helpers.MessageFormatter;

/**
 * What a log event says, fit to be written: one line, of bounded length, and above DEBUG without phone numbers. What our own code puts
 * into a message as a number, a time or a path is one; whatever comes as text may be a caller.
 */
final class EventText {
    /** The journal takes 48 kB a line. */
    private static final int LONGEST = 8_000;

    /** A part that is fit already. */
    record Done(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    private EventText() {}

    static String message(ILoggingEvent event) {
        Object[] arguments = event.getArgumentArray();
        if (!hidesNumbers(event)) {
            return line(event.getFormattedMessage());
        }
        String pattern = String.valueOf(event.getMessage());
        if (arguments == null || arguments.length == 0) {
            return line(NumberMask.mask(pattern));
        }
        Object[] hidden = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            hidden[i] = isOurs(arguments[i])
                    ? arguments[i]
                    : NumberMask.mask(MessageFormatter.basicArrayFormat("{}", new Object[] {arguments[i]}));
        }
        return line(MessageFormatter.basicArrayFormat(pattern, hidden));
    }

    /** Text that is part of an event, such as the message of an exception. */
    static String part(ILoggingEvent event, String text) {
        return line(hidesNumbers(event) ? NumberMask.mask(text) : text);
    }

    private static boolean hidesNumbers(ILoggingEvent event) {
        return event.getLevel().isGreaterOrEqual(Level.INFO);
    }

    private static boolean isOurs(Object argument) {
        return argument instanceof Done
                || argument instanceof Number
                || argument instanceof TemporalAccessor
                || argument instanceof TemporalAmount
                || argument instanceof Path;
    }

    private static String line(String text) {
        if (text.length() <= LONGEST) {
            return PlainText.line(text);
        }
        return PlainText.line(text.substring(0, LONGEST)) + "… (" + text.length() + " characters in all)";
    }
}
