package io.callwarden.store;

/** The file of the embedded database, or its directory, may not be written. */
public final class UnwritableDatabaseException extends UnusableDatabaseException {
    private static final long serialVersionUID = 1L;

    UnwritableDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
