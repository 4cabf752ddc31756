package io.callwarden.ami;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.asteriskjava.manager.action.EventGeneratingAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.event.ResponseEvent;

/** Actions that were sent on one connection and not answered in full yet. Event loop only. */
final class Requests {
    /** No PBX has as many channels, endpoints or queue members. */
    static final int MAX_ROWS = 100_000;

    private static final int MAX_OPEN = 256;
    private static final String PREFIX = "cw-";

    private final Map<String, Open> open = new LinkedHashMap<>();
    private final long patienceNanos;
    private int last;

    /** @param patience longest silence of Asterisk in an answer before it is given up */
    Requests(Duration patience) {
        patienceNanos = patience.toNanos();
    }

    /** Remembers the action under a new id. Fails where too many are open. */
    Sent add(ManagerAction action, long nowNanos) {
        if (open.size() >= MAX_OPEN) {
            throw new IllegalStateException(MAX_OPEN + " actions wait for Asterisk's answer already");
        }
        String id = PREFIX + ++last;
        Open request = new Open(action, nowNanos);
        open.put(id, request);
        return new Sent(id, request.answer);
    }

    /** True if the message is part of an answer; then it was taken. */
    boolean take(AmiMessage message, long nowNanos) {
        if (!message.has(Field.ACTION_ID)) {
            return false;
        }
        String id = message.text(Field.ACTION_ID);
        Open request = open.get(id);
        if (request == null) {
            // Of an action given up; or an event caused by an action of somebody else.
            return id.startsWith(PREFIX);
        }
        request.lastNanos = nowNanos;
        if (request.isAnswered(message)) {
            open.remove(id);
            request.answer.complete(new AmiReply(request.response, request.rows));
        } else if (request.rows.size() > MAX_ROWS) {
            open.remove(id);
            request.answer.completeExceptionally(new IOException("the answer has more than " + MAX_ROWS + " rows"));
        }
        return true;
    }

    /** Gives up what Asterisk has been silent about for too long. */
    void expire(long nowNanos) {
        List<String> late = new ArrayList<>();
        open.forEach((id, request) -> {
            if (nowNanos - request.lastNanos > patienceNanos) {
                late.add(id);
            }
        });
        late.forEach(id -> {
            Open request = open.remove(id);
            request.answer.completeExceptionally(
                    new IOException("no answer to " + request.action.getAction() + " in time"));
        });
    }

    void failAll(IOException reason) {
        List<Open> all = List.copyOf(open.values());
        open.clear();
        all.forEach(request -> request.answer.completeExceptionally(reason));
    }

    record Sent(String actionId, CompletableFuture<AmiReply> answer) {}

    private static final class Open {
        private final ManagerAction action;
        private final CompletableFuture<AmiReply> answer = new CompletableFuture<>();
        private final List<AmiRow> rows = new ArrayList<>();
        private AmiRow response;
        private long lastNanos;

        Open(ManagerAction action, long nowNanos) {
            this.action = action;
            lastNanos = nowNanos;
        }

        /** Adds the message, and says whether it was the last. */
        boolean isAnswered(AmiMessage message) {
            if (message.event() == AmiEventType.NONE) {
                response = AmiRow.of(message);
                boolean list = action instanceof EventGeneratingAction
                        || message.text(Field.EVENT_LIST).equalsIgnoreCase("start");
                return !list || response.name().equalsIgnoreCase("Error");
            }
            if (response == null) {
                response = new AmiRow("Success", Map.of());
            }
            if (isEnd(message)) {
                return true;
            }
            rows.add(AmiRow.of(message));
            return false;
        }

        /** Before 13.2 not every list end says {@code EventList: Complete}; the name of its event is known to asterisk-java then. */
        private boolean isEnd(AmiMessage message) {
            return message.text(Field.EVENT_LIST).equalsIgnoreCase("Complete")
                    || action instanceof EventGeneratingAction list
                            && endName(list.getActionCompleteEventClass()).equalsIgnoreCase(message.text(Field.EVENT));
        }

        private static String endName(Class<? extends ResponseEvent> type) {
            String name = type.getSimpleName();
            return name.endsWith("Event") ? name.substring(0, name.length() - "Event".length()) : name;
        }
    }
}
