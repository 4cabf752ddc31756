package io.callwarden.spool;

/** Another process has the spool; the message says what to do. */
public final class SpoolInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SpoolInUseException(String message) {
        super(message);
    }
}
