package io.callwarden.store;

/** The database works, but will never take one of these records. */
final class BadRecordException extends StoreException {
    private static final long serialVersionUID = 1L;

    BadRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
