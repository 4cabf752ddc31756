package io.callwarden;

import io.callwarden.ami.AmiConfig;
import io.callwarden.call.LineRoles;
import io.callwarden.config.Settings;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One PBX.
 *
 * @param link how to reach it
 * @param lines which of its endpoints are trunks and which are phones
 * @param channelLimits how many channels a trunk has, by the name of its endpoint
 * @param voiceQuality whether to read how voice arrives on its lines
 */
public record PbxConfig(
        AmiConfig link, LineRoles.Rules lines, Map<String, Integer> channelLimits, boolean voiceQuality) {
    private static final int PLAIN_PORT = 5038;
    private static final int TLS_PORT = 5039;
    private static final int MAX_CHANNELS = 100_000;
    private static final String ENDPOINTS = "endpoint names or patterns with *";
    private static final String CONTEXTS = "context names or patterns with *";

    /** Under which the PBX is known everywhere: in records, metrics and on screens. */
    public String name() {
        return link.pbx();
    }

    static PbxConfig from(Settings settings, String name) {
        String key = "pbxs." + name + ".";
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,31}")) {
            settings.refuse(
                    "pbxs." + name,
                    "must be a name of 1 to 32 letters, digits, hyphens and underscores, such as \"hq\"");
        }
        return new PbxConfig(
                link(settings, name, key),
                new LineRoles.Rules(
                        settings.list(key + "trunks", ENDPOINTS),
                        settings.list(key + "phones", ENDPOINTS),
                        settings.list(key + "trunk-contexts", CONTEXTS),
                        settings.list(key + "phone-contexts", CONTEXTS)),
                channelLimits(settings, key + "channel-limits"),
                settings.truth(key + "voice-quality", true));
    }

    private static Map<String, Integer> channelLimits(Settings settings, String key) {
        Map<String, Integer> limits = new LinkedHashMap<>();
        for (String trunk : settings.names(key, "")) {
            limits.put(trunk, settings.number(key + "." + trunk, 0, 0, MAX_CHANNELS));
        }
        return limits;
    }

    private static AmiConfig link(Settings settings, String name, String key) {
        AmiConfig.Tls tls = new AmiConfig.Tls(
                settings.truth(key + "tls.enabled", false),
                settings.path(key + "tls.ca-file", "").orElse(null),
                settings.truth(key + "tls.verify-host", true));
        return new AmiConfig(
                name,
                settings.required(key + "host", "name or address of the PBX"),
                settings.number(key + "port", tls.enabled() ? TLS_PORT : PLAIN_PORT, 1, 65_535),
                settings.required(key + "username", "the user in Asterisk's manager.conf"),
                settings.secret(key + "secret", true),
                settings.truth(key + "plain-login", false),
                tls,
                AmiConfig.DEFAULT_CONNECT_TIMEOUT,
                AmiConfig.DEFAULT_KEEP_ALIVE,
                AmiConfig.DEFAULT_REFRESH,
                settings.zone(key + "time-zone", ZoneId.systemDefault()));
    }
}
