package io.callwarden.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text from the wire that goes back to the wire as the same bytes. A line is UTF-8 where it can be; of any other line the bytes from
 * 0x80 on become the lone surrogates U+DC80 to U+DCFF, which no real text contains, and become bytes again in {@link #encode}.
 */
final class RawText {

    private static final int ESCAPE = 0xDC00;

    private RawText() {}

    static String decode(byte[] bytes, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return escape(bytes, from, to);
        }
    }

    static byte[] encode(String text) {
        return isEscaped(text) ? unescape(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    private static String escape(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            text.append((char) (bytes[i] >= 0 ? bytes[i] : ESCAPE + (bytes[i] & 0xFF)));
        }
        return text.toString();
    }

    private static boolean isEscaped(String text) {
        boolean escaped = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isEscape(c)) {
                escaped |= i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
            } else if (c >= 0x80) {
                return false;
            }
        }
        return escaped;
    }

    private static byte[] unescape(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }

    private static boolean isEscape(char c) {
        return c >= ESCAPE + 0x80 && c <= ESCAPE + 0xFF;
    }
}
