package io.callwarden.plain;

/**
 * Shows what cannot be seen. Whatever a caller, a PBX or a visitor sends, it stays one line and gives a terminal no orders: line breaks,
 * control characters (escape sequences begin with one), marks that turn the direction of writing or take no room, and halves of
 * characters are written as {@code \n} or {@code \u202e}.
 */
public final class PlainText {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;

    private PlainText() {}

    /** The text as one line; the same object where nothing is to be shown in another way. */
    public static String line(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text, i)) {
                return shown(text, i);
            }
        }
        return text;
    }

    private static String shown(String text, int plain) {
        StringBuilder line = new StringBuilder(text.length() + 16).append(text, 0, plain);
        for (int i = plain; i < text.length(); i++) {
            if (isPlain(text, i)) {
                line.append(text.charAt(i));
            } else {
                append(line, text.charAt(i));
            }
        }
        return line.toString();
    }

    private static boolean isPlain(String text, int i) {
        char c = text.charAt(i);
        if (c < DELETE) {
            return c >= FIRST_PRINTABLE;
        }
        if (Character.isSurrogate(c)) {
            return isVisiblePair(text, Character.isHighSurrogate(c) ? i : i - 1);
        }
        return isVisible(c);
    }

    private static boolean isVisiblePair(String text, int i) {
        return i >= 0
                && i + 1 < text.length()
                && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))
                && isVisible(text.codePointAt(i));
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static void append(StringBuilder line, char c) {
        switch (c) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> line.append("\\u%04x".formatted((int) c));
        }
    }
}
