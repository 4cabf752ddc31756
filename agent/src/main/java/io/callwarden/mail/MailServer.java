package io.callwarden.mail;

import io.callwarden.config.Secret;
import io.callwarden.config.Settings;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * The site's mail server.
 *
 * @param host name or address; with TLS, the name that its certificate must bear
 * @param port 1 to 65535
 * @param username null where it asks for no login
 * @param password of that user; null where it asks for no login
 * @param caFile certificates in PEM form to trust instead of the JDK's; null for the JDK's
 * @param verifyHost false to accept any certificate of any host: encrypts, but does not prove who answers
 * @param from whom mails come from: an address, with or without a name
 * @param timeout longest time to connect, and to wait for each answer
 */
public record MailServer(
        String host,
        int port,
        String username,
        Secret password,
        Encryption encryption,
        Path caFile,
        boolean verifyHost,
        String from,
        Duration timeout) {
    private static final String KEY = "notify.mail.";

    /** Reads {@code notify.mail.*}. */
    public static MailServer from(Settings settings) {
        Encryption encryption =
                Encryption.valueOf(settings.choice(KEY + "encryption", "starttls", "starttls", "tls", "none")
                        .toUpperCase(Locale.ROOT));
        String username = settings.text(KEY + "username", "");
        Secret password = settings.secret(KEY + "password", !username.isEmpty());
        String from = settings.text(KEY + "from", "");
        if (!from.isEmpty() && Addresses.parse(from).isEmpty()) {
            settings.refuse(KEY + "from", "must be " + Addresses.FORM);
        }
        return new MailServer(
                settings.text(KEY + "host", ""),
                settings.number(KEY + "port", encryption.usualPort(), 1, 65_535),
                username.isEmpty() ? null : username,
                username.isEmpty() ? null : password,
                encryption,
                settings.path(KEY + "ca-file", "").orElse(null),
                settings.truth(KEY + "verify-host", true),
                from,
                settings.seconds(KEY + "timeout-seconds", 20, 1, 300));
    }

    /** Puts on record what is missing for mails to be sent at all. */
    void require(Settings settings) {
        if (host.isEmpty()) {
            settings.refuse(KEY + "host", "is required: the mail server that takes the mails of notify.mails");
        }
        if (from.isEmpty()) {
            settings.refuse(KEY + "from", "is required: " + Addresses.FORM);
        }
    }

    /** Of the sender's address. */
    String domain() {
        String sender = sender().getAddress();
        return sender.substring(sender.lastIndexOf('@') + 1);
    }

    InternetAddress sender() {
        return Addresses.parse(from)
                .orElseThrow(() -> new IllegalArgumentException(KEY + "from must be " + Addresses.FORM));
    }

    /** Host and port. */
    public String address() {
        return host + ":" + port;
    }
}
