package io.callwarden;

import io.callwarden.ami.AmiConfig;
import io.callwarden.call.LineRoles;
import io.callwarden.config.Settings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * One PBX.
 *
 * @param link how to reach it
 * @param lines which of its endpoints are trunks and which are phones
 * @param channelLimits how many channels a trunk has, by the name of its endpoint
 * @param queues what the site decides about some of its queues
 * @param voiceQuality whether to read how voice arrives on its lines
 * @param employees extension to name, of those who are employees even if the PBX does not say so
 */
public record PbxConfig(
        AmiConfig link,
        LineRoles.Rules lines,
        Map<String, Integer> channelLimits,
        Queues queues,
        boolean voiceQuality,
        Map<String, String> employees) {
    private static final int PLAIN_PORT = 5038;
    private static final int TLS_PORT = 5039;
    private static final int MOST_SECONDS = 600;
    private static final int MAX_CHANNELS = 100_000;
    private static final String ENDPOINTS = "endpoint names or patterns with *";
    private static final String CONTEXTS = "context names or patterns with *";

    /**
     * By name of the queue.
     *
     * @param targets within which time calls are to be answered, of queues that have a target of their own
     * @param wrapUps the queues' {@code wrapuptime} in Asterisk, which it tells nobody
     */
    public record Queues(Map<String, Duration> targets, Map<String, Duration> wrapUps) {}

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
                queues(settings, key + "queues"),
                settings.truth(key + "voice-quality", true),
                employees(settings, key + "employees"));
    }

    private static Map<String, String> employees(Settings settings, String key) {
        Map<String, String> employees = new LinkedHashMap<>();
        for (String extension : settings.names(key, "")) {
            String name = settings.text(key + "." + extension, "");
            if (name.isEmpty()) {
                settings.refuse(key + "." + extension, "must be the name of whoever has that extension");
            }
            employees.put(extension, name);
        }
        return employees;
    }

    private static Queues queues(Settings settings, String key) {
        Map<String, Duration> targets = new LinkedHashMap<>();
        Map<String, Duration> wrapUps = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>(settings.names(key, "service-level-seconds"));
        names.addAll(settings.names(key, "wrap-up-seconds"));
        for (String queue : names) {
            settings.seconds(key + "." + queue + ".service-level-seconds", 1, MOST_SECONDS)
                    .ifPresent(target -> targets.put(queue, target));
            settings.seconds(key + "." + queue + ".wrap-up-seconds", 0, MOST_SECONDS)
                    .ifPresent(wrapUp -> wrapUps.put(queue, wrapUp));
        }
        return new Queues(targets, wrapUps);
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
