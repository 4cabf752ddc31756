package io.callwarden.web;

import io.callwarden.config.Settings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509KeyManager;

/**
 * The section {@code tls_server_config}, with the content of the files that it names as they were when it was read.
 *
 * @param files that it names
 * @param cipherSuites empty for those of the JVM
 */
record TlsFiles(
        List<Path> files,
        Buffer certificate,
        Buffer key,
        Buffer clientCa,
        ClientAuth clientAuth,
        Set<String> protocols,
        List<String> cipherSuites) {
    private static final String SECTION = "tls_server_config.";
    private static final int MAX_BYTES = 1_000_000;

    /** Null where there is no such section; problems are told to the settings. */
    static TlsFiles from(Settings settings) {
        Optional<Path> certificate = settings.path(SECTION + "cert_file", "");
        Optional<Path> key = settings.path(SECTION + "key_file", "");
        Optional<Path> ca = settings.path(SECTION + "client_ca_file", "");
        ClientAuth auth = clientAuth(settings, ca.isPresent());
        Set<String> protocols = protocols(settings);
        List<String> suites = suites(settings);
        // Java always prefers the server's order.
        settings.choice(SECTION + "prefer_server_cipher_suites", "true", "true");
        if (certificate.isEmpty() && key.isEmpty() && ca.isEmpty() && auth == ClientAuth.NONE) {
            return null;
        }
        TlsFiles tls = new TlsFiles(
                Arrays.asList(certificate.orElse(null), key.orElse(null), ca.orElse(null)).stream()
                        .filter(file -> file != null)
                        .toList(),
                content(settings, "cert_file", certificate),
                content(settings, "key_file", key),
                ca.isPresent() ? content(settings, "client_ca_file", ca) : null,
                auth,
                protocols,
                suites);
        tls.check(settings);
        return tls;
    }

    private static ClientAuth clientAuth(Settings settings, boolean hasCa) {
        String key = SECTION + "client_auth_type";
        // RequestClientCert and RequireAnyClientCert take any certificate: they protect nothing.
        ClientAuth auth =
                switch (settings.choice(
                        key, "NoClientCert", "NoClientCert", "VerifyClientCertIfGiven", "RequireAndVerifyClientCert")) {
                    case "RequireAndVerifyClientCert" -> ClientAuth.REQUIRED;
                    case "VerifyClientCertIfGiven" -> ClientAuth.REQUEST;
                    default -> ClientAuth.NONE;
                };
        if (hasCa != (auth != ClientAuth.NONE)) {
            settings.refuse(key, "goes together with client_ca_file: give both or neither");
        }
        return auth;
    }

    private static Set<String> protocols(Settings settings) {
        String min = settings.choice(SECTION + "min_version", "TLS12", "TLS12", "TLS13");
        String max = settings.choice(SECTION + "max_version", "TLS13", "TLS12", "TLS13");
        Set<String> protocols = new LinkedHashSet<>();
        if (max.equals("TLS13")) {
            protocols.add("TLSv1.3");
        }
        if (min.equals("TLS12")) {
            protocols.add("TLSv1.2");
        }
        if (protocols.isEmpty()) {
            settings.refuse(SECTION + "min_version", "must not be above max_version");
        }
        return protocols;
    }

    private static List<String> suites(Settings settings) {
        String key = SECTION + "cipher_suites";
        List<String> wanted = settings.list(key, "cipher suites of TLS 1.2");
        try {
            List<String> known =
                    List.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
            List<String> suites = new ArrayList<>(wanted);
            wanted.stream()
                    .filter(suite -> !known.contains(suite))
                    .forEach(suite -> settings.refuse(key, "Java does not know \"" + suite + "\""));
            if (!wanted.isEmpty()) {
                // As with exporters, the list is for TLS 1.2 only.
                suites.addAll(List.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"));
            }
            return suites;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has no TLS", e);
        }
    }

    private static Buffer content(Settings settings, String key, Optional<Path> file) {
        if (file.isEmpty()) {
            settings.refuse(SECTION + key, "is required for TLS: a file in PEM form");
            return null;
        }
        try {
            if (Files.size(file.get()) <= MAX_BYTES) {
                return Buffer.buffer(Files.readAllBytes(file.get()));
            }
            settings.refuse(SECTION + key, "must name a file of at most " + MAX_BYTES + " bytes");
        } catch (IOException e) {
            settings.refuse(SECTION + key, "must name a file that can be read (" + e + ")");
        }
        return null;
    }

    private void check(Settings settings) {
        if (certificate != null && key != null) {
            try {
                checkPair();
            } catch (Exception e) {
                settings.refuse(
                        SECTION + "cert_file",
                        "must be a certificate in PEM form, and key_file its key (" + e.getMessage() + ")");
            }
        }
        if (clientCa != null && !holdsCertificates(clientCa)) {
            settings.refuse(SECTION + "client_ca_file", "must hold certificates in PEM form");
        }
    }

    private static boolean holdsCertificates(Buffer pem) {
        try {
            return !CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes()))
                    .isEmpty();
        } catch (CertificateException e) {
            return false;
        }
    }

    /** Signs with the key and verifies with the certificate: only a pair can do that. */
    private void checkPair() throws Exception {
        X509KeyManager keys = (X509KeyManager) pair().getKeyManagerFactory(null).getKeyManagers()[0];
        for (String[] kind : new String[][] {{"RSA", "SHA256withRSA"}, {"EC", "SHA256withECDSA"}}) {
            String[] aliases = keys.getServerAliases(kind[0], null);
            if (aliases != null) {
                requireMatch(keys.getPrivateKey(aliases[0]), keys.getCertificateChain(aliases[0])[0], kind[1]);
                return;
            }
        }
        throw new GeneralSecurityException("neither RSA nor EC");
    }

    private static void requireMatch(PrivateKey key, Certificate shown, String algorithm)
            throws GeneralSecurityException {
        byte[] message = {1, 2, 3};
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(message);
        byte[] signed = signature.sign();
        signature.initVerify(shown);
        signature.update(message);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("they do not belong together");
        }
    }

    private PemKeyCertOptions pair() {
        return new PemKeyCertOptions().setCertValue(certificate).setKeyValue(key);
    }

    private PemTrustOptions trust() {
        return new PemTrustOptions().addCertValue(clientCa);
    }

    void applyTo(HttpServerOptions options) {
        options.setSsl(true)
                .setKeyCertOptions(pair())
                .setClientAuth(clientAuth)
                .setEnabledSecureTransportProtocols(protocols);
        cipherSuites.forEach(options::addEnabledCipherSuite);
        if (clientCa != null) {
            options.setTrustOptions(trust());
        }
    }

    /** For a client that talks to the server by an address which no certificate names, such as that of loopback. */
    SSLContext trustingOnlyThis() {
        try {
            Certificate own = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(certificate.getBytes()))
                    .iterator()
                    .next();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustInOne(own)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificate was good when it was read", e);
        }
    }
}
