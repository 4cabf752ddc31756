package io.callwarden.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where requests go. Path and query often hold a secret: only {@link #toString()} may be shown.
 *
 * @param tls whether it is https
 * @param host name or address, without the brackets of IPv6
 * @param path with query, as sent
 */
record Target(boolean tls, String host, int port, String path) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int MOST_PORT = 65_535;
    private static final int MOST_CHARS = 2_000;

    /** Empty where it is no address of a web server, or holds a password or a fragment. */
    static Optional<Target> parse(String url) {
        try {
            return url.length() > MOST_CHARS ? Optional.empty() : of(new URI(url));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Target> of(URI any) throws URISyntaxException {
        URI uri = new URI(any.toASCIIString());
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        boolean usable = (tls || scheme.equals("http"))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && uri.getPort() <= MOST_PORT;
        if (!usable) {
            return Optional.empty();
        }
        int usual = tls ? HTTPS : HTTP;
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return Optional.of(new Target(
                tls,
                uri.getHost().replaceAll("[\\[\\]]", ""),
                uri.getPort() < 0 ? usual : uri.getPort(),
                uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery()));
    }

    /**
     * Where a redirection leads to; empty where that is another server, or no address at all.
     *
     * @param location as the server said
     */
    Optional<Target> redirected(String location) {
        try {
            URI here = new URI((tls ? "https://" : "http://") + inUrl() + ":" + port + path);
            return of(here.resolve(new URI(location)))
                    .filter(next -> next.tls == tls && next.port == port && next.host.equalsIgnoreCase(host));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The host as it stands in an address. */
    String inUrl() {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    /** Without path and query. */
    @Override
    public String toString() {
        boolean usual = port == (tls ? HTTPS : HTTP);
        return (tls ? "https://" : "http://") + inUrl() + (usual ? "" : ":" + port);
    }
}
