package io.callwarden.setup;

/** Why nothing can be set up, in one sentence for the administrator, with the remedy. */
public final class SetupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SetupException(String message) {
        super(message);
    }

    SetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
