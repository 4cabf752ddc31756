package io.callwarden.webhook;

import io.vertx.core.http.HttpClosedException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says in words what went wrong on the way. */
final class Faults {
    private Faults() {}

    /** One sentence without the path, which may hold a secret. */
    static String say(Target target, Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return "The certificate of %s is not trusted, see ca-file (%s)".formatted(target, oneLine(cause));
            }
        }
        if (fault instanceof SSLException) {
            return "%s does not speak TLS as it should (%s)".formatted(target, oneLine(fault));
        }
        if (fault instanceof ConnectException || fault instanceof NoRouteToHostException) {
            return target + " refuses connections or cannot be reached";
        }
        if (fault instanceof TimeoutException) {
            return target + " did not answer in time";
        }
        return fault instanceof HttpClosedException
                ? target + " closed the connection before it answered"
                : "The connection to %s failed (%s)".formatted(target, oneLine(fault));
    }

    private static String oneLine(Throwable fault) {
        String text = fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
        String line = text.replaceAll("[\\p{Cc}\\s]+", " ");
        return line.length() > 120 ? line.substring(0, 120) + "…" : line;
    }
}
