package io.callwarden.web;

import io.callwarden.config.ConfigException;
import io.callwarden.config.Settings;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where the pages are served, and to whom.
 *
 * @param host address to listen on; there are phone numbers on the pages, so loopback unless set otherwise
 * @param port 0 for any free one
 * @param protection TLS and passwords; {@link Protection#NONE} where no file says any
 * @param roles what its users may see and do
 */
public record WebConfig(String host, int port, Protection protection, Roles roles) {
    /** Without protection. */
    public WebConfig(String host, int port) {
        this(host, port, Protection.NONE);
    }

    /** Where everybody who comes in sees everything. */
    public WebConfig(String host, int port, Protection protection) {
        this(host, port, protection, Roles.NONE);
    }

    public static WebConfig from(Settings settings) {
        String host = settings.text("http.host", "127.0.0.1");
        int port = settings.number("http.port", 9686, 0, 65_535);
        Optional<Path> file = settings.path("http.web-config", "");
        Protection protection = file.map(path -> protection(path, settings)).orElse(Protection.NONE);
        return new WebConfig(host, port, protection, Roles.from(settings, protection));
    }

    private static Protection protection(Path file, Settings settings) {
        try {
            return Protection.read(file);
        } catch (ConfigException e) {
            e.problems().forEach(problem -> settings.refuse("http.web-config", problem));
            return Protection.NONE;
        }
    }

    /** {@code http} or {@code https}. */
    public String scheme() {
        return protection.tls() == null ? "http" : "https";
    }

    /** Where a program on the same machine finds the pages that are served on this port. */
    public String address(int served) {
        String name =
                switch (host) {
                    case "0.0.0.0" -> "127.0.0.1";
                    case "::", "[::]" -> "[::1]";
                    default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
                };
        return scheme() + "://" + name + ":" + served;
    }

    /** How a program on the same machine speaks TLS with it: only with whoever has the very certificate of the file. Empty for plain HTTP. */
    public Optional<SSLContext> clientTls() {
        return Optional.ofNullable(protection.tls()).map(TlsFiles::trustingOnlyThis);
    }
}
