package io.callwarden.simulator.cli;

import io.callwarden.simulator.PlayOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How often and beside each other recordings are played. */
final class PaceOptions {

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "Play each recording so many times, one after the other (default: ${DEFAULT-VALUE}).")
    private int repeat;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "1",
            description = "Play each recording so many times beside itself (default: ${DEFAULT-VALUE}).")
    private int parallel;

    @Option(
            names = "--keep-numbers",
            description = "Leave the outside parties their numbers; else every playing has other ones.")
    private boolean keepNumbers;

    PlayOptions options() {
        return PlayOptions.realTime().repeat(repeat).parallel(parallel).keepNumbers(keepNumbers);
    }

    /** {@code 1}, {@code 0.5}, {@code 20}, or {@code max}. */
    static final class Speed implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            if (text.equals("max")) {
                return Double.POSITIVE_INFINITY;
            }
            try {
                double speed = Double.parseDouble(text);
                if (speed > 0 && speed <= 1_000_000) {
                    return speed;
                }
            } catch (NumberFormatException e) {
                throw wrong(text);
            }
            throw wrong(text);
        }

        private static TypeConversionException wrong(String text) {
            return new TypeConversionException("must be a number over 0 or max, found \"" + text + "\"");
        }
    }
}
