package io.callwarden.webhook;

/** There was no answer; the message says why in one sentence, without secrets. */
final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreachable(String message) {
        super(message);
    }
}
