package io.callwarden.ami;

/** Asterisk (13.5 and later) writes free text in AMI values with the escapes of C: {@code O'Brien} arrives as {@code O\'Brien}. */
final class Escapes {
    private static final String LETTERS = "nrtabfv";
    private static final String CONTROLS = "\n\r\t\u0007\b\f\u000b";

    private Escapes() {}

    /** Leaves what is no escape as it is. */
    static String undo(String text) {
        int next = text.indexOf('\\');
        if (next < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int from = 0;
        while (next >= 0 && next + 1 < text.length()) {
            plain.append(text, from, next).append(meaning(text.charAt(next + 1)));
            from = next + 2;
            next = text.indexOf('\\', from);
        }
        return plain.append(text, from, text.length()).toString();
    }

    private static String meaning(char letter) {
        int control = LETTERS.indexOf(letter);
        if (control >= 0) {
            return CONTROLS.substring(control, control + 1);
        }
        return "\\'\"?".indexOf(letter) >= 0 ? String.valueOf(letter) : "\\" + letter;
    }
}
