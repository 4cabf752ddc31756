package io.callwarden.ami;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.asteriskjava.manager.action.ChallengeAction;
import org.asteriskjava.manager.action.LoginAction;

/**
 * Logs in: by proving to know the secret, or by sending it where the configuration says so. Of events only those of the class system come
 * at first, since FullyBooted, which tells the uptime, is sent to nobody who does not see that class.
 */
final class Login {
    private Login() {}

    /** The answer to the last action; where it has not {@link AmiReply#succeeded() succeeded} the login was refused. */
    static CompletableFuture<AmiReply> login(AmiConnection connection, AmiConfig config) {
        LoginAction login = new LoginAction();
        login.setUsername(config.username());
        login.setEvents("system");
        if (config.plainLogin()) {
            login.setSecret(config.secret().value());
            return connection.send(login);
        }
        return connection.send(new ChallengeAction("MD5")).thenCompose(challenge -> {
            if (!challenge.succeeded()) {
                return CompletableFuture.completedFuture(challenge);
            }
            login.setAuthType("MD5");
            login.setKey(
                    key(challenge.response().text("Challenge"), config.secret().value()));
            return connection.send(login);
        });
    }

    /** RFC 1321, in lower-case hexadecimal, as Asterisk's main/manager.c compares it. */
    static String key(String challenge, String secret) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest((challenge + secret).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no MD5; set plain-login with TLS instead", e);
        }
    }
}
