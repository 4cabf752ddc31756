package io.callwarden.store;

/** The tables were made by a newer version of this program; only that version, or a backup from before it, helps. */
public final class NewerSchemaException extends UnusableDatabaseException {
    private static final long serialVersionUID = 1L;

    NewerSchemaException(String message) {
        super(message, null);
    }
}
