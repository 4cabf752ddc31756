package io.callwarden.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sends the log to standard error. Found by Logback through {@code META-INF/services}; a program saves the time of reading an XML file
 * at every start.
 */
public final class StderrLogging extends ContextAwareBase implements Configurator {
    private static final String APPENDER = "standard error";
    private static final String ITSELF = "io.callwarden";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        apply(LogConfig.DEFAULT, context);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Writes the log so from now on, also what libraries say by other means, and what a thread dies of. */
    public static void use(LogConfig config) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            apply(config, context);
        }
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> LoggerFactory.getLogger(StderrLogging.class)
                .error("The thread {} ended by a fault, please report it", thread.getName(), failure));
    }

    /** Writes what was left out as repeats and is not yet summed up; for the end of the program. */
    public static void finish() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && root(context).getAppender(APPENDER) instanceof LogAppender appender) {
            appender.sumUp();
        }
    }

    private static void apply(LogConfig config, LoggerContext context) {
        LogAppender appender =
                appender(config, JournalStream.isStandardError(), ConsoleTarget.SystemErr.getStream(), context);
        Logger root = root(context);
        Appender<ILoggingEvent> before = root.getAppender(APPENDER);
        root.addAppender(appender);
        // After the new one is there, so that no line is lost; not stopped, as another thread may be writing by it.
        root.detachAppender(before);
        if (before instanceof LogAppender left) {
            left.sumUp();
        }
        root.setLevel(Level.WARN);
        context.getLogger(ITSELF).setLevel(Level.valueOf(config.level().toUpperCase(Locale.ROOT)));
    }

    /** A started appender that writes to the stream. */
    static LogAppender appender(LogConfig config, boolean journal, OutputStream stream, LoggerContext context) {
        Encoder<ILoggingEvent> encoder = encoder(config.format(), journal);
        encoder.setContext(context);
        encoder.start();
        LogCounts counts = LogCounts.OF_PROCESS;
        LogAppender appender =
                new LogAppender(new Repeats(config.repeatsPerMinute(), Clock.systemUTC(), counts), counts);
        appender.setContext(context);
        appender.setName(APPENDER);
        appender.setEncoder(encoder);
        appender.setOutputStream(stream);
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> encoder(LogFormat format, boolean journal) {
        return switch (format) {
            case TEXT -> new TextLines(true);
            case JOURNAL -> new JournalLines(new TextLines(false));
            case AUTO -> encoder(journal ? LogFormat.JOURNAL : LogFormat.TEXT, journal);
            // The journal takes the priority off, so that the line in it is the object alone.
            case JSON -> journal ? new JournalLines(new JsonLines()) : new JsonLines();
        };
    }

    private static Logger root(LoggerContext context) {
        return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
