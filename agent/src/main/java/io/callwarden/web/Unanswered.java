package io.callwarden.web;

import io.callwarden.store.StoreException;
import java.util.Optional;

/** What is said to one who cannot be given what he asked for. */
final class Unanswered {
    private Unanswered() {}

    /** Empty for what nobody foresaw. */
    static Optional<Answer> because(Throwable cause) {
        if (cause instanceof BadQueryException) {
            return Optional.of(Answer.text(400, cause.getMessage() + "\n"));
        }
        if (cause instanceof NotFoundException) {
            return Optional.of(Answer.text(404, cause.getMessage() + "\n"));
        }
        if (cause instanceof StoreException) {
            return Optional.of(Answer.text(
                    503,
                    cause.getMessage()
                            + ". What is on record cannot be shown or changed until the database is back; calls are still"
                            + " heard, and wait for it.\n"));
        }
        return Optional.empty();
    }
}
