package io.callwarden;

import io.callwarden.config.Settings;

/**
 * What the site expects of voice.
 *
 * @param poorMos an estimated MOS below it is poor, 1 to 4.5
 */
public record VoiceConfig(double poorMos) {
    /** R 70: below it ITU-T G.107, annex B, has many users dissatisfied. */
    private static final double MANY_DISSATISFIED = 3.6;

    static VoiceConfig from(Settings settings) {
        return new VoiceConfig(settings.decimal("voice.poor-mos", MANY_DISSATISFIED, 1, 4.5));
    }
}
