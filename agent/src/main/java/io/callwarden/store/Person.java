package io.callwarden.store;

import io.callwarden.number.MaskedNumber;
import io.callwarden.number.Spellings;
import io.callwarden.recovery.Customers;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody outside, by his number in whatever spelling: in E.164, as dialled in his country, with or without prefixes, spaces and hyphens. Two
 * numbers are never one: where a spelling is a public number by the configuration, that decides. Immutable; any thread.
 */
public final class Person {
    private static final Pattern NUMBER = Pattern.compile("[0-9+ ().\\-/]+");
    private static final Pattern IN_TEXT = Pattern.compile("\\+?[0-9(][0-9 ().\\-/]*[0-9]");
    private static final int LAST_DIGITS = 4;
    private static final String GONE = "(forgotten)";

    private final Customers customers;
    private final String key;
    private final Set<String> spellings;
    /** What every spelling ends with: most numbers are told to be others by it, without looking up what they are. */
    private final String end;

    private Person(Customers customers, String key) {
        this.customers = customers;
        this.key = key;
        this.spellings = Spellings.of(key);
        String digits = Spellings.digits(key);
        this.end = digits.substring(Math.max(0, digits.length() - LAST_DIGITS));
    }

    /** Empty where the number can be nobody's outside: an extension, a withheld or malformed one. */
    public static Optional<Person> of(Customers customers, String number) {
        return customers.key(number).map(key -> new Person(customers, key));
    }

    /** The form in which he is compared. */
    String key() {
        return key;
    }

    /** The digits of his number, in all the ways in which they are written. */
    Set<String> spellings() {
        return spellings;
    }

    /** How he is named where he is not to be known. */
    public String masked() {
        return MaskedNumber.of(key);
    }

    /** Whether that is his number and nothing else. */
    boolean is(String text) {
        if (text == null || text.isBlank()) {
            return false;
        }
        if (text.strip().toLowerCase(Locale.ROOT).equals(key)) {
            return true;
        }
        if (!key.startsWith("+")
                || !NUMBER.matcher(text).matches()
                || !Spellings.digits(text).endsWith(end)) {
            return false;
        }
        Optional<String> known = customers.key(text).filter(found -> found.startsWith("+"));
        return known.isPresent() ? known.get().equals(key) : spellings.contains(Spellings.digits(text));
    }

    /** Whether his number stands somewhere in a text. */
    boolean isIn(String text) {
        return text != null && !without(text).equals(text);
    }

    /** The text without his number; null stays null. */
    String without(String text) {
        if (text == null) {
            return null;
        }
        if (is(text)) {
            return GONE;
        }
        return IN_TEXT.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(is(found.group()) ? GONE : found.group()));
    }
}
