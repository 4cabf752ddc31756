package io.callwarden.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The safety net below every log call: hides what may be a phone number, seven digits or more, together or in groups, as {@code ***78}.
 *
 * <p>What looks like a number and is none stays: dates, IPv4 addresses, the ends of channels' names ({@code -0000001a}), and the unique
 * ids of Asterisk ({@code 1763900000.123}), which lead to the call on record. Anything else is hidden rather than shown: an id too many
 * that cannot be read is a small loss.
 */
final class NumberMask {
    static final int SHORTEST_NUMBER = 7;

    private static final int DIGITS_LEFT = 2;
    private static final int MOST_BETWEEN_GROUPS = 3;
    private static final Pattern NO_NUMBER = Pattern.compile("(?:[12]\\d{9}\\.\\d{1,9}"
            + "|(?<=-)0000[0-9a-f]{4}(?![0-9a-zA-Z])"
            + "|(?:19|20)\\d\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])"
            + "|(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?!\\.\\d))"
            + "(?!\\d)");

    private final String text;
    private final Matcher noNumber;
    private final StringBuilder masked = new StringBuilder();
    private int copied;

    private NumberMask(String text) {
        this.text = text;
        this.noNumber = NO_NUMBER.matcher(text).useTransparentBounds(true);
    }

    /** The text without phone numbers; the same object where there is none. */
    static String mask(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isDigit(text.charAt(i)) && ++digits == SHORTEST_NUMBER) {
                return new NumberMask(text).masked();
            }
        }
        return text;
    }

    private String masked() {
        int i = 0;
        while (i < text.length()) {
            if (!isDigit(text.charAt(i))) {
                i++;
            } else if (isNoNumber(i)) {
                i = noNumber.end();
            } else {
                i = maskGroups(i);
            }
        }
        return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
    }

    private boolean isNoNumber(int i) {
        return (i == 0 || text.charAt(i - 1) != '+' && text.charAt(i - 1) != '.')
                && noNumber.region(i, text.length()).lookingAt();
    }

    /** Groups of digits with little between them are one number. Comes back with where they end. */
    private int maskGroups(int start) {
        int digits = 0;
        int end = start;
        int i = start;
        while (i < text.length() && i - end <= MOST_BETWEEN_GROUPS) {
            if (isDigit(text.charAt(i))) {
                if (i > end && isNoNumber(i)) {
                    break;
                }
                digits++;
                end = i + 1;
            } else if (!mayBeWithin(text.charAt(i))) {
                break;
            }
            i++;
        }
        if (digits >= SHORTEST_NUMBER) {
            masked.append(text, copied, start).append("***").append(text, lastDigits(end), end);
            copied = end;
        }
        return end;
    }

    private int lastDigits(int end) {
        int i = end;
        for (int found = 0; found < DIGITS_LEFT; ) {
            i--;
            if (isDigit(text.charAt(i))) {
                found++;
            }
        }
        return i;
    }

    /** Those of other scripts too: a caller's name may be anything. */
    private static boolean isDigit(char c) {
        return c < 128 ? c >= '0' && c <= '9' : Character.isDigit(c);
    }

    private static boolean mayBeWithin(char c) {
        if (c < 128) {
            return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')';
        }
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR, Character.DASH_PUNCTUATION, Character.FORMAT -> true;
            default -> false;
        };
    }
}
