package io.callwarden.notify;

import java.util.regex.Pattern;

/** What a receiver said, fit for a log: it may say what it was told, with the number of a customer in it. */
public final class Said {
    private static final int LONGEST = 200;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\s]+");
    /** Together, or in groups as people write them; not the codes of SMTP, as 550 5.1.1. */
    private static final Pattern NUMBER = Pattern.compile("\\d{5,}|\\d(?:[ ()-]{0,3}\\d){6,}");

    private Said() {}

    /** In one short line, with an ellipsis for anything that could be a phone number; empty where it said nothing. */
    public static String briefly(String text) {
        String line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
        String plain = NUMBER.matcher(line).replaceAll("…");
        return plain.codePointCount(0, plain.length()) <= LONGEST
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
