package io.callwarden.export;

/** Takes the power out of text from outside, caller names above all, before it meets a terminal, a spreadsheet or a page. */
public final class SafeText {
    private static final char REPLACEMENT = '\uFFFD';

    private SafeText() {}

    /**
     * The text with blanks for tabs and line ends and U+FFFD for all else that a terminal could obey; the empty string for null.
     */
    public static String printable(String text) {
        if (text == null) {
            return "";
        }
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(character -> safe.appendCodePoint(printable(character)));
        return safe.toString();
    }

    /** As text of HTML or XML, between tags or in a quoted attribute. */
    public static String markup(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static int printable(int character) {
        if (character == '\t' || character == '\r' || character == '\n') {
            return ' ';
        }
        return isUnsafe(character) ? REPLACEMENT : character;
    }

    /** Controls, separators of lines and paragraphs, invisible and direction marks, and halves of surrogate pairs. */
    static boolean isUnsafe(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
