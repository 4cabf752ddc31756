package io.callwarden.export;

import java.lang.Character.UnicodeScript;

/** How many columns of a terminal a text takes. */
final class TextWidth {
    private TextWidth() {}

    static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    /** The text, cut with an ellipsis where it takes more columns than that. */
    static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        StringBuilder shortened = new StringBuilder();
        int taken = 1;
        for (int character : text.codePoints().toArray()) {
            taken += of(character);
            if (taken > columns) {
                break;
            }
            shortened.appendCodePoint(character);
        }
        return shortened.append('…').toString();
    }

    private static int of(int character) {
        if (character < 0x300) {
            return 1;
        }
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> isWide(character) ? 2 : 1;
        };
    }

    private static boolean isWide(int character) {
        boolean emoji = character >= 0x1F300 && character <= 0x1FAFF;
        boolean fullWidth = character >= 0xFF01 && character <= 0xFF60;
        return emoji || fullWidth || isWide(UnicodeScript.of(character));
    }

    private static boolean isWide(UnicodeScript script) {
        return switch (script) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        };
    }
}
