package io.callwarden.ami;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.asteriskjava.manager.action.PJSipShowEndpointAction;

/** Asks for the details of PJSIP endpoints, one question each. Event loop only. */
final class EndpointDetails {
    /** On a bigger site, what the lists tell must do for the rest. */
    private static final int MAX = 200;

    private static final int AT_ONCE = 32;

    private final Question question;
    private final BiConsumer<String, List<AmiRow>> onRows;

    private EndpointDetails(Question question, BiConsumer<String, List<AmiRow>> onRows) {
        this.question = question;
        this.onRows = onRows;
    }

    /** The first alone, to see whether it may be asked at all; the others some at a time. */
    static CompletableFuture<Void> ask(Question question, List<String> names, BiConsumer<String, List<AmiRow>> onRows) {
        List<String> some = names.subList(0, Math.min(names.size(), MAX));
        if (some.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        EndpointDetails details = new EndpointDetails(question, onRows);
        return details.askOne(some.get(0))
                .thenCompose(reply -> reply.denied()
                        ? CompletableFuture.completedFuture(null)
                        : details.askRest(some.subList(1, some.size())));
    }

    private CompletableFuture<Void> askRest(List<String> rest) {
        if (rest.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        int count = Math.min(rest.size(), AT_ONCE);
        CompletableFuture<?>[] asked =
                rest.subList(0, count).stream().map(this::askOne).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(asked).thenCompose(done -> askRest(rest.subList(count, rest.size())));
    }

    private CompletableFuture<AmiReply> askOne(String name) {
        PJSipShowEndpointAction action = new PJSipShowEndpointAction();
        action.setEndpoint(name);
        return question.ask(action).thenApply(reply -> {
            onRows.accept(name, reply.rows());
            return reply;
        });
    }
}
