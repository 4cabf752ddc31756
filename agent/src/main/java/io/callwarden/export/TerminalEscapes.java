package io.callwarden.export;

import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;

/**
 * JSON must escape control characters up to U+001F only; terminals also obey DEL, the C1 controls (U+009B starts a sequence as ESC [
 * does) and the marks that turn the direction of text. A caller's name may contain any of them.
 */
final class TerminalEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    private static final int DELETE = 0x7f;

    private final int[] ascii = standardAsciiEscapesForJSON();

    TerminalEscapes() {
        ascii[DELETE] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
        // Comes in halves of pairs; escaping them would make every emoji unreadable.
        boolean unsafe = !Character.isSurrogate((char) character) && SafeText.isUnsafe(character);
        return unsafe ? new SerializedString(String.format("\\u%04X", character)) : null;
    }
}
