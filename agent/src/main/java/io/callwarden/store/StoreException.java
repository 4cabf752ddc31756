package io.callwarden.store;

/** The database could not be reached, read or written. Trying again later may help. The message is one sentence for the operator. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
