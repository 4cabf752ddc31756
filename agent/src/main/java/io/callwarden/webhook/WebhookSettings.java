package io.callwarden.webhook;

import io.callwarden.config.Secret;
import io.callwarden.config.Settings;
import io.callwarden.notify.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads those settings of one webhook that are more than a word or a number. */
final class WebhookSettings {
    private static final Target NONE = new Target(false, "invalid", 1, "/");
    private static final int MOST_FILE_BYTES = 1_000_000;
    private static final int MOST_HEADER_CHARS = 4_096;
    private static final int WEAKEST_KEY_BYTES = 24;
    private static final Set<String> OWN_HEADERS = Set.of(
            "content-type",
            "content-length",
            "transfer-encoding",
            "connection",
            "host",
            "expect",
            "upgrade",
            "user-agent",
            "idempotency-key",
            "webhook-id",
            "webhook-timestamp",
            "webhook-signature");

    private final Settings settings;
    private final String prefix;
    private final boolean allowPrivate;

    WebhookSettings(Settings settings, String prefix) {
        this.settings = settings;
        this.prefix = prefix;
        allowPrivate = settings.truth(prefix + ".allow-private", false);
    }

    boolean allowPrivate() {
        return allowPrivate;
    }

    Target target() {
        String url = settings.secret(prefix + ".url", true).value();
        Optional<Target> target = Target.parse(url);
        if (target.isEmpty()) {
            if (!url.isEmpty()) {
                settings.refuseSecret(
                        prefix + ".url",
                        "must be an address that begins with http:// or https://, without user and password in it, and with the"
                                + " host in ASCII letters");
            }
            return NONE;
        }
        if (!allowPrivate && isPrivateLiteral(target.get().host())) {
            settings.refuseSecret(
                    prefix + ".url",
                    "leads to an address that is not public: set allow-private to true if that is meant");
        }
        return target.get();
    }

    /** Names are looked up when something is to be sent, and judged then. */
    private static boolean isPrivateLiteral(String host) {
        if (!host.matches("[0-9.]+|.*:.*")) {
            return host.toLowerCase(Locale.ROOT).matches("localhost\\.?|.*\\.localhost\\.?");
        }
        try {
            return !PublicAddress.is(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return false; // no address after all; delivering will say so
        }
    }

    Signature signature() {
        String secret = settings.secret(prefix + ".secret", false).value();
        if (secret.isEmpty()) {
            return null;
        }
        try {
            Signature signature = Signature.with(secret);
            if (signature.strength() >= WEAKEST_KEY_BYTES) {
                return signature;
            }
        } catch (IllegalArgumentException e) {
            // Not base64: as wrong as one that is too short, and told in the same words.
        }
        settings.refuseSecret(
                prefix + ".secret",
                "must be whsec_ and a key of 24 bytes or more in base64, as \"echo whsec_$(openssl rand -base64 32)\" makes"
                        + " one, or at least 24 characters of text");
        return null;
    }

    Body body(Set<Event> events) {
        String contentType = settings.text(prefix + ".content-type", "application/json");
        if (!contentType.matches("[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+(; ?[A-Za-z0-9-]+=[A-Za-z0-9-]+)?")) {
            settings.refuse(
                    prefix + ".content-type", "must be a type such as application/json or text/plain; charset=utf-8");
        }
        ZoneId zone = settings.zone(prefix + ".time-zone", ZoneId.systemDefault());
        Map<String, String> values = new TreeMap<>();
        for (String name : settings.names(prefix + ".values", "")) {
            values.put(name, settings.text(prefix + ".values." + name, ""));
        }
        Source source = source(values);
        if (source == null) {
            return new Body(contentType, null, values, zone);
        }
        try {
            BodyTemplate template = BodyTemplate.parse(source.text, Escaping.ofContentType(contentType));
            Body body = new Body(contentType, template, values, zone);
            body.tryOut(events);
            return body;
        } catch (TemplateException e) {
            settings.refuseSecret(source.key, e.getMessage()); // a whole template would hide what is said of it
            return new Body(contentType, null, values, zone);
        }
    }

    /** Null where the body is not made by a template. */
    private Source source(Map<String, String> values) {
        String text = settings.text(prefix + ".template", "");
        Optional<Path> file = settings.path(prefix + ".template-file", "");
        String words =
                String.join(", ", Stream.of(Preset.values()).map(Preset::label).toList());
        String label = settings.text(prefix + ".preset", "");
        if (Stream.of(text.isEmpty(), file.isEmpty(), label.isEmpty())
                        .filter(empty -> !empty)
                        .count()
                > 1) {
            settings.refuse(prefix + ".preset", "give one of preset, template and template-file");
            return null;
        }
        if (!label.isEmpty()) {
            Optional<Preset> preset = Stream.of(Preset.values())
                    .filter(each -> each.label().equals(label))
                    .findFirst();
            preset.ifPresentOrElse(
                    found -> require(found, values),
                    () -> settings.refuse(prefix + ".preset", "must be one of " + words));
            return preset.filter(found -> values.keySet().containsAll(found.required()))
                    .map(found -> new Source(prefix + ".preset", found.template()))
                    .orElse(null);
        }
        if (file.isPresent()) {
            String read = read(prefix + ".template-file", file.get());
            return read.isEmpty() ? null : new Source(prefix + ".template-file", read);
        }
        return text.isEmpty() ? null : new Source(prefix + ".template", text);
    }

    private void require(Preset preset, Map<String, String> values) {
        for (String name : preset.required()) {
            if (values.getOrDefault(name, "").isEmpty()) {
                settings.refuse(
                        prefix + ".values." + name,
                        "is required by the preset " + preset.label() + "; see docs/webhooks.md");
            }
        }
    }

    Map<String, Secret> headers() {
        Map<String, Secret> headers = new LinkedHashMap<>();
        for (String name : settings.names(prefix + ".headers", "")) {
            headers.put(name, header(prefix + ".headers." + name, name, settings.hidden(prefix + ".headers." + name)));
        }
        for (String name : settings.names(prefix + ".header-files", "")) {
            String key = prefix + ".header-files." + name;
            String value = settings.path(key, "").map(file -> read(key, file)).orElse("");
            Secret secret = new Secret(value.lines().findFirst().orElse("").strip());
            if (headers.put(name, header(key, name, secret)) != null) {
                settings.refuse(key, "is given under headers too: give one of them");
            }
        }
        return headers;
    }

    private Secret header(String key, String name, Secret secret) {
        String value = secret.value();
        if (!name.matches("[A-Za-z0-9-]{1,64}") || OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            settings.refuseSecret(
                    key, "must be a header of letters, digits and -, and none that the agent sends itself");
        } else if (value.isEmpty() || value.length() > MOST_HEADER_CHARS || !value.matches("[\\x20-\\x7e]+")) {
            settings.refuseSecret(key, "must have a value of printable ASCII characters");
        }
        return secret;
    }

    /** Null for Java's certificates. */
    String ca() {
        String key = prefix + ".ca-file";
        Optional<Path> file = settings.path(key, "");
        if (file.isEmpty()) {
            return null;
        }
        String pem = read(key, file.get());
        try {
            boolean any = !CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                    .isEmpty();
            if (!any && !pem.isEmpty()) {
                settings.refuse(key, "must hold certificates in PEM form");
            }
            return any ? pem : null;
        } catch (CertificateException e) {
            settings.refuse(key, "must hold certificates in PEM form");
            return null;
        }
    }

    private String read(String key, Path file) {
        try {
            if (Files.size(file) > MOST_FILE_BYTES) {
                settings.refuse(key, "must name a file of at most " + MOST_FILE_BYTES + " bytes");
                return "";
            }
            String text = Files.readString(file);
            if (text.isBlank()) {
                settings.refuse(key, "must name a file that is not empty");
            }
            return text.strip();
        } catch (IOException e) {
            settings.refuse(key, "must name a file that can be read, as UTF-8");
            return "";
        }
    }

    private record Source(String key, String text) {}
}
