package io.callwarden.simulator.cli;

import io.callwarden.simulator.Faults;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A fault from the command line: {@code restart@30:5}.
 *
 * @param after the start of the command
 * @param amount seconds, bytes or a count, by kind
 */
record TimedFault(Kind kind, Duration after, int amount) {

    enum Kind {
        CUT(0),
        HALF_OPEN(0),
        STALL(5),
        SPLIT(1),
        GARBAGE(1_000),
        LOSE_HANGUP(1),
        MANY_HEADERS(100_000),
        LONG_LINE(10_000_000),
        UNKNOWN_EVENTS(1),
        RESTART(2);

        private final int usual;

        Kind(int usual) {
            this.usual = usual;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Blocks for as long as the fault itself takes. */
    void happen(Faults faults) throws InterruptedException {
        switch (kind) {
            case CUT -> faults.cut();
            case HALF_OPEN -> faults.halfOpen();
            case STALL -> {
                faults.stall();
                TimeUnit.SECONDS.sleep(amount);
                faults.goOn();
            }
            case SPLIT -> faults.split(amount);
            case GARBAGE -> faults.garbage(amount, after.toMillis());
            case LOSE_HANGUP -> faults.loseHangups(amount);
            case MANY_HEADERS -> faults.manyHeaders(amount);
            case LONG_LINE -> faults.longLine(amount);
            case UNKNOWN_EVENTS -> faults.unknownEvents();
            case RESTART -> faults.restart(Duration.ofSeconds(amount));
        }
    }

    @Override
    public String toString() {
        return kind.word() + "@" + after.toMillis() / 1_000.0 + ":" + amount;
    }

    /** Reads {@code KIND@SECONDS[:AMOUNT]}. */
    static final class Converter implements ITypeConverter<TimedFault> {

        private static final Pattern FORM =
                Pattern.compile("([a-z-]+)@([0-9]{1,6}(?:\\.[0-9]{1,3})?)(?::([0-9]{1,9}))?");

        @Override
        public TimedFault convert(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException(
                        "must be KIND@SECONDS or KIND@SECONDS:AMOUNT, found \"" + text + "\"");
            }
            Kind kind = Arrays.stream(Kind.values())
                    .filter(each -> each.word().equals(form.group(1)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "there is no fault \"" + form.group(1) + "\"; there are " + words()));
            int amount = form.group(3) == null ? kind.usual : Integer.parseInt(form.group(3));
            return new TimedFault(kind, Duration.ofMillis((long) (Double.parseDouble(form.group(2)) * 1_000)), amount);
        }

        private static String words() {
            return Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", "));
        }
    }
}
