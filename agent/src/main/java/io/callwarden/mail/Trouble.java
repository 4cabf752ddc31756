package io.callwarden.mail;

import io.callwarden.notify.Said;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.util.MailConnectException;

/** Says in one sentence why no mail could be handed over. Everything here may be mended, so everything is tried again. */
final class Trouble {
    /** Servers lock out who fails to log in too often. */
    private static final Duration AFTER_REFUSED_LOGIN = Duration.ofMinutes(10);

    private Trouble() {}

    static Posted with(MailServer server, MessagingException trouble) {
        String who = "the mail server " + server.address();
        Throwable root = root(trouble);
        if (trouble instanceof AuthenticationFailedException) {
            return Posted.later(
                    "%s refused the login of \"%s\": check notify.mail.username and notify.mail.password (%s)"
                            .formatted(who, server.username(), answer(trouble.getMessage())),
                    AFTER_REFUSED_LOGIN);
        }
        if (root instanceof UnknownHostException) {
            return Posted.later("%s is not known to the name service: check notify.mail.host".formatted(who), null);
        }
        if (root instanceof SocketTimeoutException) {
            return Posted.later(
                    "%s did not answer within %d s"
                            .formatted(who, server.timeout().toSeconds()),
                    null);
        }
        if (root instanceof SSLException || trouble.getCause() instanceof SSLException) {
            return Posted.later(
                    "%s cannot be trusted: its certificate must bear its name and come from an authority in notify.mail.ca-file (%s)"
                            .formatted(who, answer(root.getMessage())),
                    null);
        }
        if (trouble instanceof MailConnectException) {
            return Posted.later("%s cannot be reached (%s)".formatted(who, answer(root.getMessage())), null);
        }
        if (String.valueOf(trouble.getMessage()).startsWith("STARTTLS is required")) {
            return Posted.later(
                    "%s does not offer STARTTLS, so nothing was sent: check notify.mail.port, or set notify.mail.encryption"
                                    .formatted(who)
                            + " to tls or none",
                    null);
        }
        return Posted.later(
                "%s broke off: %s".formatted(who, answer(trouble == root ? trouble.getMessage() : root.getMessage())),
                null);
    }

    /** What the server said, in one short line and without anything that could be a phone number. */
    static String answer(String text) {
        return Said.briefly(text == null ? "no reason given" : text);
    }

    private static Throwable root(MessagingException trouble) {
        Throwable root = trouble;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
