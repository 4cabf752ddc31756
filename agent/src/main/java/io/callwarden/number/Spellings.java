package io.callwarden.number;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.LinkedHashSet;
import java.util.Set;

/** In which ways the digits of one public number are written. Stateless; any thread. */
public final class Spellings {
    private Spellings() {}

    /**
     * With country code, with {@code 00} before it, as dialled within its country, and without any prefix.
     *
     * @param e164 with its plus sign; of anything else the digits alone are given
     */
    public static Set<String> of(String e164) {
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(digits(e164));
        if (e164.startsWith("+")) {
            spellings.add("00" + digits(e164));
            addNational(e164, spellings);
        }
        spellings.remove("");
        return spellings;
    }

    private static void addNational(String e164, Set<String> spellings) {
        PhoneNumberUtil library = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = library.parse(e164, "ZZ");
            String national = library.getNationalSignificantNumber(number);
            String prefix = library.getNddPrefixForRegion(library.getRegionCodeForNumber(number), true);
            spellings.add(national);
            spellings.add((prefix == null ? "" : prefix) + national);
        } catch (NumberParseException e) {
            // Then there is no country in which it could be dialled; as it stands it is one of them.
            spellings.add(digits(e164));
        }
    }

    /** The digits of a text and nothing else. */
    public static String digits(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        text.chars().filter(c -> '0' <= c && c <= '9').forEach(c -> digits.append((char) c));
        return digits.toString();
    }
}
