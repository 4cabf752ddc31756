package io.callwarden.number;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Brings phone numbers into E.164. Only numbers that can exist are given back: extensions, short numbers, names and withheld numbers
 * are not. Remembers the latest numbers, as the same ones come again and again. Thread-safe.
 */
public final class PhoneNumbers {
    /** ISO code that libphonenumber has for "no region". */
    private static final String NO_REGION = "ZZ";

    private static final int REMEMBERED = 4_096;

    private static final Pattern DIALLABLE = Pattern.compile("\\+?[0-9 ().\\-/]{1,40}");
    private static final Pattern NOT_A_DIGIT = Pattern.compile("[^0-9]");

    /** A number of fewer digits is an extension or a service, even where a region has public numbers as short as that. */
    private static final int SHORTEST_WITHOUT_PREFIX = 7;

    /**
     * Digits without any prefix are tried as an international number from this length on. Trunks often leave the plus sign out; but most
     * national numbers have up to ten digits, and many of those would pass for a number of another country.
     */
    private static final int SHORTEST_WITHOUT_PLUS = 11;

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    private final RecentNumbers recent = new RecentNumbers(REMEMBERED);
    private final String region;

    /**
     * @param region ISO 3166 code of the country whose national numbers are understood, such as {@code RU}; null for none: then
     *     only numbers with {@code +}, with {@code 00} or with all international digits are recognised
     * @throws IllegalArgumentException where there is no such region; its message says which there are
     */
    public PhoneNumbers(String region) {
        this.region = region == null ? null : known(region);
    }

    /** The codes that the constructor takes, such as {@code RU} and {@code DE}. */
    public static Set<String> regions() {
        return PhoneNumberUtil.getInstance().getSupportedRegions();
    }

    /** The number in E.164 with its plus sign; empty for null and for whatever is no valid public number. */
    public Optional<String> e164(String number) {
        if (number == null || !DIALLABLE.matcher(number).matches()) {
            return Optional.empty();
        }
        return recent.get(number, this::recognise);
    }

    private Optional<String> recognise(String number) {
        String digits = NOT_A_DIGIT.matcher(number).replaceAll("");
        if (number.startsWith("+")) {
            return valid("+" + digits, NO_REGION);
        }
        Optional<String> withPrefix =
                digits.startsWith("00") ? valid("+" + digits.substring(2), NO_REGION) : Optional.empty();
        return withPrefix.or(() -> national(digits)).or(() -> withoutPlus(digits));
    }

    private Optional<String> national(String digits) {
        return region == null || digits.length() < SHORTEST_WITHOUT_PREFIX ? Optional.empty() : valid(digits, region);
    }

    private Optional<String> withoutPlus(String digits) {
        return digits.length() < SHORTEST_WITHOUT_PLUS ? Optional.empty() : valid("+" + digits, NO_REGION);
    }

    private Optional<String> valid(String number, String from) {
        try {
            PhoneNumber parsed = library.parse(number, from);
            return library.isValidNumber(parsed)
                    ? Optional.of(library.format(parsed, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            // The library's way to say that it is no number: ordinary with callers from outside.
            return Optional.empty();
        }
    }

    private static String known(String region) {
        String code = region.toUpperCase(Locale.ROOT);
        if (!regions().contains(code)) {
            throw new IllegalArgumentException(
                    "must be the ISO code of a country, such as RU, DE or US, found \"" + region + "\"");
        }
        return code;
    }
}
