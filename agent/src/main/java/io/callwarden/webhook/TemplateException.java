package io.callwarden.webhook;

/** A template that is none, or gives no body; the message goes on after "the template". */
final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        super(message);
    }
}
