package io.callwarden.ami;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
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
        boolean tls = thrown instanceof SSLException;
        while (cause.getCause() != null && isWrapping(cause)) {
            cause = cause.getCause();
            tls |= cause instanceof SSLException;
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
        if (tls) {
            return "TLS failed: " + message
                    + "; check that the port speaks TLS, that its certificate bears this host's name, and the CA file";
        }
        return message.toLowerCase(Locale.ROOT).startsWith("connection reset") ? "connection reset" : message;
    }

    /** Netty and the JDK put the telling exception of a failed handshake inside others. */
    private static boolean isWrapping(Throwable cause) {
        return cause instanceof CompletionException
                || cause instanceof DecoderException
                || cause instanceof SSLException;
    }
}
