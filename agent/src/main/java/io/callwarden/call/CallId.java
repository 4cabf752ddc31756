package io.callwarden.call;

/**
 * Names one supervisor's call for ever: the PBX's configured name and the Uniqueid of the caller's channel. Asterisk's Uniqueid starts
 * with the second in which the channel was made, so it is not used again after a restart.
 *
 * @param pbx configured name of the PBX
 * @param uniqueid Uniqueid of the caller's channel, as Asterisk wrote it
 */
public record CallId(String pbx, String uniqueid) {
    /** The form used in JSON and as the key in the database: {@code pbx1-1795415864.6}. */
    @Override
    public String toString() {
        return pbx + "-" + uniqueid;
    }
}
