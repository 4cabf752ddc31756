package io.callwarden.doctor;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of text what is nobody's business: everything that may be a phone number, which is five digits or more however they are set apart; what looks
 * like a secret; and words that are known to be private. Rather a number too many than one too few: only what cannot be one stays, by its form.
 */
public final class Mask {
    static final String NUMBER = "[number]";
    static final String HIDDEN = "[hidden]";

    private static final int LEAST_DIGITS = 5;
    private static final int SHORTEST_WORD = 3;

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final String CLOCK =
            "[0-2][0-9]:[0-5][0-9](?::[0-6][0-9](?:[.,][0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2}(?![0-9]))?";
    private static final String DATE = "(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]";
    private static final String HOST = "(?:localhost|\\[[0-9a-f:]*]|[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z]{2,})";

    /** By their form no phone numbers. Where several fit, the first one counts. */
    private static final String HARMLESS = String.join(
            "|",
            DATE + "(?:[T ]" + CLOCK + ")?(?![0-9])",
            "(?:19|20)[0-9]{6}T[0-9]{6}Z",
            CLOCK + "(?![0-9])",
            "(?:" + OCTET + "\\.){3}" + OCTET + "(?![.0-9])(?:/[0-9]{1,2}(?![0-9])|:[0-9]{1,5}(?![0-9]))?",
            "(?i:" + HOST + "):[0-9]{1,5}(?![0-9])",
            // Names with a digit in them, before a version: the digit is no part of it.
            "(?:H2|MD5|SHA1|IPv4|IPv6|UTF-8)(?![\\p{L}0-9])",
            "(?i:port)[ =:]{1,2}[0-9]{1,5}(?![0-9])",
            "(?![0-9]{2}\\.[0-9]{2}\\.[0-9]{2})(?:0|[1-9][0-9]?)(?:\\.(?:0|[1-9][0-9]{0,2})){2}(?![.0-9])",
            "[1-9][0-9]{0,14}(?:\\.[0-9]{1,3})? ?(?:bytes|[kKMGT]i?B|B|ms|µs|us|ns)(?![\\p{L}0-9])");

    private static final Pattern DIGITS = Pattern.compile("(?<![\\p{L}\\p{Nd}.+-])(?<harmless>" + HARMLESS + ")"
            + "|(?<number>\\+?\\(?\\p{Nd}(?:[\\p{Zs}\\p{Pd}\\t()./]{0,3}\\p{Nd})*)");

    private static final Pattern NAMED_SECRET = Pattern.compile(
            "(?i)((?:secret|password|passwd|pwd|token|authorization|api[-_]?key)\"?\\s*[=:]\\s*)(?:\"[^\"]*\"|(?:bearer |basic )?[^\\s,;]+)");
    private static final Pattern BARE_SECRET = Pattern.compile(
            "whsec_\\S+|(?<![A-Za-z0-9_+=])(?=[A-Za-z_+=]*[0-9])(?=[a-z0-9_+=]*[A-Z])(?=[A-Z0-9_+=]*[a-z])[A-Za-z0-9_+=]{32,}");
    /** A path or a query often is the key to what is behind it. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)([a-z][a-z0-9+.-]*://)(?:[^\\s/@]*@)?([^\\s/?\"]+)([/?][^\\s\"]*)?");

    private static final Pattern MAIL = Pattern.compile("[\\p{L}0-9._%+-]+@(?=[\\p{L}0-9-]+\\.[\\p{L}0-9.-]*)");

    private final Pattern known;

    /** @param known words that must not be seen: secrets, names of people; those of one or two characters say nothing and stay */
    public Mask(Collection<String> known) {
        List<String> words = known.stream()
                .map(String::strip)
                .filter(word -> word.length() >= SHORTEST_WORD)
                .distinct()
                // The longest first, else a part of it would stay.
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .toList();
        this.known = words.isEmpty()
                ? null
                : Pattern.compile(
                        "(?<![\\p{L}\\p{Nd}])(?:" + String.join("|", words) + ")(?![\\p{L}\\p{Nd}])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The text without any of it. */
    public String of(String text) {
        String clean = known == null ? text : known.matcher(text).replaceAll(HIDDEN);
        clean = NAMED_SECRET.matcher(clean).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + HIDDEN));
        clean = ADDRESS.matcher(clean).replaceAll(found -> Matcher.quoteReplacement(address(found)));
        clean = BARE_SECRET.matcher(clean).replaceAll(HIDDEN);
        clean = MAIL.matcher(clean).replaceAll(HIDDEN + "@");
        return DIGITS.matcher(clean).replaceAll(found -> Matcher.quoteReplacement(digits(found)));
    }

    private static String address(MatchResult found) {
        String path = found.group(3);
        return found.group(1) + found.group(2) + (path == null || path.equals("/") ? "" : "/" + HIDDEN);
    }

    private static String digits(MatchResult found) {
        // The first group is what is harmless.
        if (found.group(1) != null) {
            return found.group();
        }
        long digits = found.group().codePoints().filter(Character::isDigit).count();
        return digits < LEAST_DIGITS ? found.group() : NUMBER;
    }
}
