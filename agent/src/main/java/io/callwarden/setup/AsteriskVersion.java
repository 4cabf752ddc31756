package io.callwarden.setup;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Asterisk it is, as far as the syntax of its configuration depends on it.
 *
 * @param major such as 22
 * @param minor such as 10
 */
public record AsteriskVersion(int major, int minor) {
    private static final int NEWEST_WITHOUT = 22;
    /** {@code Asterisk 22.10.1+dfsg}, {@code 16.28.0~dfsg}, {@code certified/18.9-cert5}. */
    private static final Pattern FORM = Pattern.compile("(?:^|[^\\d.])(\\d{1,3})\\.(\\d{1,4})(?!\\d)");

    /** The first version in what {@code asterisk -V} or an administrator says; empty where there is none. */
    public static Optional<AsteriskVersion> parse(String words) {
        Matcher found = FORM.matcher(words);
        return found.find()
                ? Optional.of(new AsteriskVersion(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
                : Optional.empty();
    }

    /**
     * Whether it knows {@code eventfilter(name(…),…)}: documented for 18.26, 20.11, 21.6, 22.1 and all later branches. Certified branches count
     * by another number; they have the older syntax, which every Asterisk knows.
     */
    public boolean filtersByName() {
        return switch (major) {
            case 18 -> minor >= 26;
            case 20 -> minor >= 11;
            case 21 -> minor >= 6;
            case NEWEST_WITHOUT -> minor >= 1;
            default -> major > NEWEST_WITHOUT;
        };
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
