package io.callwarden.web;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.IllegalBCryptFormatException;
import io.callwarden.config.ConfigException;
import io.callwarden.config.Secret;
import io.callwarden.config.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the file says that {@code http.web-config} names. Its format is that of Prometheus exporters, so that one file, or one template, does
 * for all of them.
 *
 * @param file where it was read; null for {@link #NONE}
 * @param tls null for plain HTTP
 * @param http2 whether HTTP/2 is spoken, with TLS only
 * @param headers to set on every answer
 * @param users name to bcrypt hash; empty lets everybody in
 */
public record Protection(
        Path file, TlsFiles tls, boolean http2, Map<String, String> headers, Map<String, Secret> users) {
    /** Plain HTTP, for everybody. */
    public static final Protection NONE = new Protection(null, null, false, Map.of(), Map.of());

    private static final int MIN_COST = 4;
    /** Some seconds to check; more would keep a rightful visitor waiting for longer than he does. */
    private static final int MAX_COST = 16;

    /**
     * Reads the file, and the certificates that it names.
     *
     * @throws ConfigException with every problem, one line each
     */
    static Protection read(Path file) {
        Settings settings = Settings.of(file, Map.of(), Map.of());
        TlsFiles tls = TlsFiles.from(settings);
        boolean http2 = settings.truth("http_server_config.http2", true);
        Map<String, String> headers = headers(settings);
        Map<String, Secret> users = users(settings);
        settings.check();
        return new Protection(file, tls, http2, headers, users);
    }

    private static Map<String, String> headers(Settings settings) {
        String prefix = "http_server_config.headers.";
        Map<String, String> headers = new LinkedHashMap<>();
        put(headers, "Strict-Transport-Security", settings.text(prefix + "Strict-Transport-Security", ""));
        put(headers, "Content-Security-Policy", settings.text(prefix + "Content-Security-Policy", ""));
        put(headers, "X-XSS-Protection", settings.text(prefix + "X-XSS-Protection", ""));
        put(headers, "X-Frame-Options", settings.choice(prefix + "X-Frame-Options", "", "deny", "sameorigin"));
        put(headers, "X-Content-Type-Options", settings.choice(prefix + "X-Content-Type-Options", "", "nosniff"));
        return headers;
    }

    private static void put(Map<String, String> headers, String name, String value) {
        if (!value.isEmpty()) {
            headers.put(name, value);
        }
    }

    private static Map<String, Secret> users(Settings settings) {
        Map<String, Secret> users = new LinkedHashMap<>();
        for (String name : settings.names("basic_auth_users", "")) {
            String key = "basic_auth_users." + name;
            String hash = settings.text(key, "");
            if (isHash(hash)) {
                users.put(name, new Secret(hash));
            } else {
                settings.refuseSecret(
                        key,
                        "must be a bcrypt hash with a cost from %d to %d, as \"htpasswd -nBC 10 NAME\" makes it"
                                .formatted(MIN_COST, MAX_COST));
            }
        }
        return users;
    }

    private static boolean isHash(String hash) {
        try {
            int cost = BCrypt.Version.VERSION_2A.parser.parse(hash.getBytes(StandardCharsets.UTF_8)).cost;
            return MIN_COST <= cost && cost <= MAX_COST;
        } catch (IllegalBCryptFormatException | IllegalArgumentException e) {
            return false;
        }
    }
}
