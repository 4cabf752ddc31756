package io.callwarden.web;

import io.callwarden.config.Settings;

/**
 * Where the pages are served.
 *
 * @param host address to listen on; there are phone numbers on the pages, so loopback unless set otherwise
 * @param port 0 for any free one
 */
public record WebConfig(String host, int port) {
    public static WebConfig from(Settings settings) {
        return new WebConfig(settings.text("http.host", "127.0.0.1"), settings.number("http.port", 9686, 0, 65_535));
    }
}
