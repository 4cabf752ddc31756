package io.callwarden.store;

/** The file of the embedded database is damaged, or lacks what was once safely in it. */
public final class DamagedDatabaseException extends UnusableDatabaseException {
    private static final long serialVersionUID = 1L;

    DamagedDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
