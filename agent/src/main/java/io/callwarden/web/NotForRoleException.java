package io.callwarden.web;

/** Whoever asks has a role that may not know; the message names the parameter and what he may ask instead. */
final class NotForRoleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotForRoleException(String message) {
        super(message);
    }
}
