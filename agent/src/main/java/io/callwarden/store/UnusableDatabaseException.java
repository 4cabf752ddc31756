package io.callwarden.store;

/** The database cannot be used as it is, and waiting does not help: somebody has to do what the message says. */
public abstract class UnusableDatabaseException extends StoreException {
    private static final long serialVersionUID = 1L;

    UnusableDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
