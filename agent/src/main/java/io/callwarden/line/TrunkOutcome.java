package io.callwarden.line;

import java.util.Locale;

/**
 * What became of one call over a trunk, told from its channel alone: a channel that was up is answered, whatever ended it; for all
 * others Asterisk's hangup cause decides (include/asterisk/causes.h).
 *
 * <table>
 * <caption>Cause to outcome, for channels that were never up</caption>
 * <tr><td>17</td><td>{@code BUSY}</td><td>user busy: 486, 600</td></tr>
 * <tr><td>0, 16, 26, 31, 127</td><td>{@code NO_ANSWER}</td><td>nobody says why; normal clearing; answered elsewhere; unspecified. This is how
 *     a channel ends whose caller gave up: by 0, 16 or 127 (487), as the versions differ</td></tr>
 * <tr><td>18, 19, 20, 23</td><td>{@code NO_ANSWER}</td><td>no reply (408); rang in vain (480); subscriber absent; sent on elsewhere</td></tr>
 * <tr><td>34, 38, 41, 42, 44, 47</td><td>{@code CONGESTION}</td><td>no circuit (503); network out of order; temporary failure; switch congestion;
 *     channel not available; no resource</td></tr>
 * <tr><td>21</td><td>{@code FAILED}</td><td>rejected: a provider that refuses us (401, 403, 407) gives the same cause as a called party who
 *     declines (603), and the former must be seen</td></tr>
 * <tr><td>all others</td><td>{@code FAILED}</td><td>no such number (1), no route (2, 3), number changed (22), out of order (27), bad number (28), not
 *     allowed or not possible (29, 50 to 88), protocol errors (95 to 111) …</td></tr>
 * </table>
 */
public enum TrunkOutcome {
    ANSWERED,
    BUSY,
    NO_ANSWER,
    CONGESTION,
    FAILED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word used in metrics and on screens. */
    public String label() {
        return label;
    }

    static TrunkOutcome of(boolean up, int cause) {
        if (up) {
            return ANSWERED;
        }
        return switch (cause) {
            case 17 -> BUSY;
            case 0, 16, 18, 19, 20, 23, 26, 31, 127 -> NO_ANSWER;
            case 34, 38, 41, 42, 44, 47 -> CONGESTION;
            default -> FAILED;
        };
    }
}
