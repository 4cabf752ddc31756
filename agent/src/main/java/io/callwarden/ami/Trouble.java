package io.callwarden.ami;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/** Says what went wrong with a connection in words for an administrator. */
final class Trouble {
    private Trouble() {}

    static String words(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && (cause instanceof CompletionException || wraps(cause))) {
            cause = cause.getCause();
        }
        if (cause instanceof ConnectTimeoutException) {
            return "no answer in time";
        }
        if (cause instanceof NoRouteToHostException) {
            return "no route to that host";
        }
        if (cause instanceof ConnectException) {
            return "connection refused";
        }
        if (cause instanceof UnknownHostException) {
            return "unknown host";
        }
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof SSLException || thrown instanceof SSLException) {
            return "TLS failed: " + message
                    + "; check that the port speaks TLS, that its certificate bears this host's name, and the CA file";
        }
        return message.toLowerCase(Locale.ROOT).startsWith("connection reset") ? "connection reset" : message;
    }

    /** Netty and the JDK put the telling exception of a failed handshake inside others. */
    private static boolean wraps(Throwable cause) {
        return cause instanceof io.netty.handler.codec.DecoderException || cause instanceof SSLException;
    }
}
