package io.callwarden.mail;

import java.util.Locale;

/** How the way to the mail server is protected. */
public enum Encryption {
    /** Plain at first, then TLS; without TLS nothing is sent, not even the login. */
    STARTTLS(587),
    /** TLS from the first byte. */
    TLS(465),
    /** Everything can be read on the way, the password too. */
    NONE(25);

    private final int usualPort;

    Encryption(int usualPort) {
        this.usualPort = usualPort;
    }

    /** The port that mail servers have for it. */
    int usualPort() {
        return usualPort;
    }

    /** The word used in the configuration. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
