package io.callwarden.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Lets so many lines of one kind through in a minute, and sums up the others in one line when the minute is over. A kind is what the
 * code says: its logger, the message before values are put in, and where an exception came from; so another fault is never hidden
 * behind a frequent one. Beyond {@value #KINDS} kinds a minute all others of one level count as one. DEBUG is never limited. Thread-safe.
 */
final class Repeats {
    static final int KINDS = 500;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int most;
    private final Clock clock;
    private final LogCounts counts;
    private final Map<Kind, Said> kinds = new HashMap<>();
    private int owed;

    private record Kind(String logger, String message, String thrown, Level level) {}

    private static final class Said {
        private final Instant since;
        private int times;
        private long more;
        private ILoggingEvent last;

        Said(Instant since) {
            this.since = since;
        }
    }

    /** @param most lines of a kind in a minute; 0 for all */
    Repeats(int most, Clock clock, LogCounts counts) {
        this.most = most;
        this.clock = clock;
        this.counts = counts;
    }

    /** What is to be written now: nothing, the event, or before it what was left out until now. */
    synchronized List<ILoggingEvent> pass(ILoggingEvent event) {
        if (most == 0 || !event.getLevel().isGreaterOrEqual(Level.INFO)) {
            return List.of(event);
        }
        Instant now = clock.instant();
        Kind kind = known(kind(event), now);
        List<ILoggingEvent> lines = new ArrayList<>(1);
        Said said = kinds.get(kind);
        if (said != null && isOver(said, now)) {
            sumUp(said, now, lines);
            said = null;
        }
        if (said == null) {
            said = new Said(now);
            kinds.put(kind, said);
        }
        if (said.times < most) {
            said.times++;
            lines.add(event);
        } else {
            owed += said.more == 0 ? 1 : 0;
            said.more++;
            said.last = event;
            counts.addSuppressed(event.getLevel());
        }
        return lines;
    }

    /** Sums up every kind whose minute is over. */
    synchronized List<ILoggingEvent> over() {
        return sumUp(clock.instant(), false);
    }

    /** Sums up every kind, for nothing follows. */
    synchronized List<ILoggingEvent> rest() {
        return sumUp(clock.instant(), true);
    }

    /** Whether something was left out that is not yet summed up. */
    synchronized boolean owesLines() {
        return owed > 0;
    }

    private List<ILoggingEvent> sumUp(Instant now, boolean all) {
        List<ILoggingEvent> lines = new ArrayList<>();
        for (Iterator<Said> each = kinds.values().iterator(); each.hasNext(); ) {
            Said said = each.next();
            if (all || isOver(said, now)) {
                sumUp(said, now, lines);
                each.remove();
            }
        }
        return lines;
    }

    /** The kind, or that of all others where no room is left. */
    private Kind known(Kind kind, Instant now) {
        if (kinds.size() >= KINDS && !kinds.containsKey(kind)) {
            // Those that owe a line are summed up by over(), soon.
            kinds.values().removeIf(said -> said.more == 0 && isOver(said, now));
            if (kinds.size() >= KINDS) {
                return new Kind("", "", "", kind.level());
            }
        }
        return kind;
    }

    private static boolean isOver(Said said, Instant now) {
        // A clock that was set back ends a minute too.
        return now.isBefore(said.since) || !now.isBefore(said.since.plus(MINUTE));
    }

    private static Kind kind(ILoggingEvent event) {
        return new Kind(
                event.getLoggerName(),
                String.valueOf(event.getMessage()),
                thrown(event.getThrowableProxy()),
                event.getLevel());
    }

    private static String thrown(IThrowableProxy thrown) {
        if (thrown == null) {
            return "";
        }
        var frames = thrown.getStackTraceElementProxyArray();
        return thrown.getClassName() + (frames.length == 0 ? "" : " " + frames[0].getStackTraceElement());
    }

    private void sumUp(Said said, Instant now, List<ILoggingEvent> lines) {
        if (said.more == 0) {
            return;
        }
        owed--;
        long seconds = Math.max(1, Duration.between(said.since, now).toSeconds());
        LoggingEvent sum = new LoggingEvent();
        sum.setLoggerName(said.last.getLoggerName());
        sum.setLevel(said.last.getLevel());
        sum.setThreadName(said.last.getThreadName());
        sum.setInstant(now);
        sum.setMDCPropertyMap(Map.of());
        sum.setMessage("{} (said {} more times in the last {} s)");
        sum.setArgumentArray(new Object[] {
            new EventText.Done(EventText.message(said.last)),
            new EventText.Done(String.format(Locale.ROOT, "%,d", said.more)),
            seconds
        });
        lines.add(sum);
    }
}
