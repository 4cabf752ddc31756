package io.callwarden.backup;

/** Why there is no backup, or why it cannot be brought back; one sentence for the operator, with what to do. */
public final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message a sentence with the remedy */
    public BackupException(String message) {
        super(message);
    }

    /** As the other, with what was behind it. */
    public BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
