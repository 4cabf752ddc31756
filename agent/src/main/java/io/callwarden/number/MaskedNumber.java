package io.callwarden.number;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Phone numbers without their last four digits: {@code +49301234####}. What is masked already stays as it is. Stateless; any thread. */
public final class MaskedNumber {
    /** In the place of each digit that is not shown. */
    private static final char HIDDEN = '#';

    private static final int DIGITS = 4;
    private static final String MARK = String.valueOf(HIDDEN).repeat(DIGITS);

    /** Fewer digits are an extension or a service of the PBX, not a person outside. */
    private static final int SHORTEST_OUTSIDE = 7;

    private static final Pattern NUMBER = Pattern.compile("[0-9+ ().\\-/*#]+");
    private static final Pattern IN_TEXT = Pattern.compile(
            "\\+?[0-9](?:[ ().\\-/]{0,2}[0-9]){" + (SHORTEST_OUTSIDE - 1) + ",}(?![0-9]|" + HIDDEN + ")");

    private MaskedNumber() {}

    /** The number of somebody outside; of what is no number nothing is left. Null stays null. */
    public static String of(String number) {
        if (number == null || number.isEmpty() || isMasked(number)) {
            return number;
        }
        return NUMBER.matcher(number).matches() ? withoutLastDigits(number) : MARK;
    }

    /** What may be an extension, which stays, or a number outside. */
    public static String ofOutside(String number) {
        return number == null || isMasked(number) || digits(number) < SHORTEST_OUTSIDE
                ? number
                : withoutLastDigits(number);
    }

    /** A text that somebody wrote, with every number in it masked. */
    public static String inText(String text) {
        if (text == null) {
            return null;
        }
        return IN_TEXT.matcher(text).replaceAll(number -> Matcher.quoteReplacement(withoutLastDigits(number.group())));
    }

    private static boolean isMasked(String number) {
        return number.endsWith(MARK) || number.chars().allMatch(c -> c == HIDDEN);
    }

    private static long digits(String text) {
        return text.chars().filter(MaskedNumber::isDigit).count();
    }

    private static String withoutLastDigits(String number) {
        char[] masked = number.toCharArray();
        int left = DIGITS;
        for (int i = masked.length - 1; i >= 0 && left > 0; i--) {
            if (isDigit(masked[i])) {
                masked[i] = HIDDEN;
                left--;
            }
        }
        return new String(masked);
    }

    private static boolean isDigit(int c) {
        return '0' <= c && c <= '9';
    }
}
