package io.callwarden.web;

/** What is asked for is not there; the message says so in one sentence. */
public final class NotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotFoundException(String message) {
        super(message);
    }
}
