package io.callwarden.ami;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocket;

/**
 * The way to a PBX step by step, up to its greeting: name, port, TLS, what answers. Stops at the first step that fails. For people who look for a
 * fault; the agent itself uses {@link AmiLink}. One use.
 */
public final class AmiProbe {
    private static final String BANNER = "Asterisk Call Manager/";
    private static final int LONGEST_BANNER = 200;
    private static final Duration EXPIRES_SOON = Duration.ofDays(14);

    private final AmiConfig config;
    private final Clock clock;
    private final List<String> passed = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();

    public AmiProbe(AmiConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Steps that went well, in words. */
    public List<String> passed() {
        return List.copyOf(passed);
    }

    /** What will not go well for long. */
    public List<String> doubts() {
        return List.copyOf(doubts);
    }

    /** Goes the way; what stopped it, with the remedy, or empty where Asterisk's manager answered. */
    public Optional<String> look() {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(config.host());
        } catch (UnknownHostException e) {
            return Optional.of("no address is known for \"%s\": correct host, or let this machine's name server know it"
                    .formatted(config.host()));
        }
        String found = Arrays.stream(addresses).map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
        passed.add(found.equals(config.host()) ? "the address is " + found : config.host() + " leads to " + found);
        int millis = (int) config.connectTimeout().toMillis();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(addresses[0], config.port()), millis);
            plain.setSoTimeout(millis);
            passed.add("port %d is open".formatted(config.port()));
            return config.tls().enabled() ? secured(plain) : greeting(plain);
        } catch (IOException e) {
            return Optional.of(
                    "port %d cannot be reached (%s): check port, that enabled = yes and bindaddr in manager.conf let it listen there, and the firewall"
                            .formatted(config.port(), Trouble.words(e)));
        }
    }

    private Optional<String> secured(Socket plain) {
        try (SSLSocket socket = new TlsContext(config).over(plain)) {
            socket.startHandshake();
            passed.add("TLS: %s, %s"
                    .formatted(
                            socket.getSession().getProtocol(),
                            certificate(socket.getSession().getPeerCertificates())));
            return greeting(socket);
        } catch (IOException e) {
            return Optional.of(Trouble.words(e)
                    + ". If Asterisk has no tlsenable = yes there, set tls.enabled: false and its plain port");
        }
    }

    private String certificate(Certificate[] chain) {
        if (chain[0] instanceof X509Certificate own) {
            Instant end = own.getNotAfter().toInstant();
            if (end.isBefore(clock.instant().plus(EXPIRES_SOON))) {
                doubts.add("the certificate of the PBX runs out at %s: renew it (tlscertfile in manager.conf)"
                        .formatted(end));
            }
            return "certificate valid until " + end;
        }
        return "certificate of an unknown kind";
    }

    private Optional<String> greeting(Socket socket) throws IOException {
        try {
            String line = line(socket.getInputStream());
            if (line.startsWith(BANNER)) {
                passed.add("Asterisk's manager answers, version " + line.substring(BANNER.length()));
                return Optional.empty();
            }
            return Optional.of("what answers on port %d is not Asterisk's manager%s: correct host and port"
                    .formatted(config.port(), line.isEmpty() ? ", it hung up at once" : ""));
        } catch (SocketTimeoutException silent) {
            return Optional.of(
                    "port %d is open, but nothing greets: if it is the TLS port, set tls.enabled: true; else correct port"
                            .formatted(config.port()));
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n' && line.length() < LONGEST_BANNER; next = in.read()) {
            line.append(new String(new byte[] {(byte) next}, StandardCharsets.ISO_8859_1));
        }
        return line.toString().strip();
    }
}
