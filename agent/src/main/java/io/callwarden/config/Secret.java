package io.callwarden.config;

/**
 * A value that must never reach a log, an error message or the HTTP API.
 *
 * @param value the secret itself, never null
 */
public record Secret(String value) {
    @Override
    public String toString() {
        return "[secret]";
    }
}
