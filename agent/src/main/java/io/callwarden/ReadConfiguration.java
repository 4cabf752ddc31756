package io.callwarden;

import io.callwarden.config.SettingValues;
import io.callwarden.config.Settings;

/**
 * A configuration as it was read once.
 *
 * @param values what its settings were, to be compared with another reading
 */
public record ReadConfiguration(Configuration configuration, SettingValues values) {
    /**
     * Reads all of it.
     *
     * @throws io.callwarden.config.ConfigException with every mistake
     */
    public static ReadConfiguration from(Settings settings) {
        Configuration configuration = Configuration.from(settings);
        settings.check();
        return new ReadConfiguration(configuration, settings.values());
    }
}
