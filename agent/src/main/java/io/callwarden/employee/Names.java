package io.callwarden.employee;

/** Names and reasons as they come from the PBX, made fit to be shown. Pure. */
final class Names {
    private static final int MAX_LENGTH = 40;
    private static final int DIGITS_OF_A_NUMBER = 7;

    private Names() {}

    /**
     * The text without control characters, with single blanks, at most 40 characters long. Empty where nothing is left, and where it holds a
     * telephone number: seven digits or more, with at most blanks, hyphens, dots and brackets among them.
     */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
        int digits = 0;
        boolean blank = false;
        for (int i = 0; i < text.length() && clean.length() < MAX_LENGTH; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (!isShown(c)) {
                blank = true;
                continue;
            }
            if (blank && !clean.isEmpty()) {
                clean.append(' ');
            }
            blank = false;
            digits = Character.isDigit(c) ? digits + 1 : joinsDigits(c) ? digits : 0;
            if (digits >= DIGITS_OF_A_NUMBER) {
                return "";
            }
            clean.appendCodePoint(c);
        }
        return clean.toString();
    }

    /** Whether it looks like a public number, which must not be shown. */
    static boolean isNumberOutside(String extension) {
        return clean(extension).isEmpty();
    }

    private static boolean isShown(int c) {
        int type = Character.getType(c);
        return !Character.isISOControl(c)
                && !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED
                && type != Character.PRIVATE_USE;
    }

    private static boolean joinsDigits(int c) {
        return c == '-' || c == '.' || c == '(' || c == ')' || c == '/';
    }
}
