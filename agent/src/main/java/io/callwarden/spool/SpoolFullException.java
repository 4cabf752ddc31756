package io.callwarden.spool;

import java.io.IOException;

/** There is no room left within the bound of a spool. */
public final class SpoolFullException extends IOException {
    private static final long serialVersionUID = 1L;

    SpoolFullException(String message) {
        super(message);
    }
}
