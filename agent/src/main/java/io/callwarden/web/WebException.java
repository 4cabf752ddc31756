package io.callwarden.web;

/** The pages cannot be served; the message says why and what to set. */
public final class WebException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WebException(String message, Throwable cause) {
        super(message, cause);
    }
}
