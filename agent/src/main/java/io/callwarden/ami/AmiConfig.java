package io.callwarden.ami;

import io.callwarden.config.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;

/**
 * How to reach one PBX.
 *
 * @param pbx name of the PBX in records, metrics and log lines
 * @param host name or address; with TLS, the name that its certificate must bear
 * @param port 5038 for plain AMI, usually 5039 for TLS
 * @param username of the section in manager.conf
 * @param secret of that user
 * @param plainLogin true to send the secret itself instead of proving to know it; only for servers that do not offer a challenge
 * @param tls how the connection is secured
 * @param connectTimeout longest time for the TCP connection, and again for the login
 * @param keepAlive silence after which Asterisk is asked for a sign of life; after a bit more than twice this time it is taken for dead
 * @param refresh time between two snapshots while all is well
 * @param zone time zone of the PBX, in which it says when it was started
 */
public record AmiConfig(
        String pbx,
        String host,
        int port,
        String username,
        Secret secret,
        boolean plainLogin,
        Tls tls,
        Duration connectTimeout,
        Duration keepAlive,
        Duration refresh,
        ZoneId zone) {

    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);
    public static final Duration DEFAULT_KEEP_ALIVE = Duration.ofSeconds(4);
    public static final Duration DEFAULT_REFRESH = Duration.ofMinutes(10);

    public AmiConfig {
        Objects.requireNonNull(pbx, "pbx");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(secret, "secret");
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(zone, "zone");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be a number from 1 to 65535, found " + port);
        }
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("keepAlive", keepAlive);
        requirePositive("refresh", refresh);
    }

    /** Plain TCP and the default times, the PBX in this machine's time zone. */
    public static AmiConfig of(String pbx, String host, int port, String username, Secret secret) {
        return new AmiConfig(
                pbx,
                host,
                port,
                username,
                secret,
                false,
                Tls.OFF,
                DEFAULT_CONNECT_TIMEOUT,
                DEFAULT_KEEP_ALIVE,
                DEFAULT_REFRESH,
                ZoneId.systemDefault());
    }

    /** Silence after which the peer is dead. */
    Duration deadAfter() {
        return keepAlive.multipliedBy(2).plusSeconds(1);
    }

    String address() {
        return host + ":" + port;
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be more than 0, found " + duration);
        }
    }

    /**
     * How the connection is secured.
     *
     * @param enabled false for plain TCP
     * @param caFile certificates in PEM form to trust instead of the JDK's; null for the JDK's
     * @param verify false to accept any certificate of any host: encrypts, but does not prove who answers
     */
    public record Tls(boolean enabled, Path caFile, boolean verify) {
        public static final Tls OFF = new Tls(false, null, true);
    }
}
