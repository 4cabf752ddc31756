package io.callwarden.config;

/**
 * One setting as it is in effect.
 *
 * @param key such as {@code http.port}
 * @param value the value in effect; {@code [secret]} for a secret, empty when not set
 * @param source where it comes from: file and line, environment variable, flag, or {@code default}
 * @param fallback the default; empty when there is none
 * @param allowed what is allowed, in words
 */
public record Setting(String key, String value, String source, String fallback, String allowed) {}
