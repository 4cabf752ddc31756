package io.callwarden.web;

/** The question cannot be understood; the message names the parameter, the value and what is allowed. */
public final class BadQueryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadQueryException(String message) {
        super(message);
    }
}
