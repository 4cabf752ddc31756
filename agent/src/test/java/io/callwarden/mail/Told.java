package io.callwarden.mail;

import io.callwarden.config.Secret;
import io.callwarden.notify.Event;
import io.callwarden.notify.Notice;
import io.callwarden.notify.Outbox.State;
import io.callwarden.notify.Outbox.Waiting;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Notices, lists and servers for tests. */
final class Told {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    /** Far more than a mail takes on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Told() {}

    static MailList list(String... to) {
        return new MailList(
                "shift",
                List.of(to),
                Duration.ofMinutes(5),
                ZoneId.of("Europe/Moscow"),
                "https://callwarden.example.org");
    }

    static MailServer server(int port, Encryption encryption, String password, Path caFile) {
        return new MailServer(
                "127.0.0.1",
                port,
                password == null ? null : PostOffice.USER,
                password == null ? null : new Secret(password),
                encryption,
                caFile,
                true,
                "Звонки <callwarden@example.org>",
                PATIENCE);
    }

    static Waiting missed(int number, String callerName) {
        String call = """
                {"id": "hq-1795415864.%d", "pbx": "hq", "direction": "inbound", "caller": "79260%06d", "callerName": %s,
                 "callerE164": "+79260%06d", "did": "7004", "trunk": "trunk-a", "queue": "sales", "queues": ["sales"],
                 "outcome": "abandoned", "stage": "queue", "missed": true, "shortAbandon": false,
                 "rang": [{"extension": "101", "ringMillis": 15000, "result": "no_answer"},
                          {"extension": "102", "ringMillis": 0, "result": "unreachable"},
                          {"extension": "101", "ringMillis": 9000, "result": "caller_gave_up"}],
                 "startedAt": "2026-11-23T06:37:44.101Z", "waitMillis": 65006}
                """.formatted(number, number, JSON.writeValueAsString(callerName), number);
        return waiting(number, Event.CALL_MISSED, call, "null");
    }

    static Waiting overdue(int number) {
        String task = """
                {"id": "hq-1795415864.%d", "customer": "+79260%06d", "pbx": "hq", "did": "7004", "queue": "sales", "state": "overdue",
                 "missed": 3, "firstMissedAt": "2026-11-23T06:37:44.101Z", "lastMissedAt": "2026-11-23T07:01:02.000Z",
                 "attempts": 2, "dueAt": "2026-11-23T07:37:44.101Z", "closed": null}
                """.formatted(number, number);
        return waiting(number, Event.CALLBACK_OVERDUE, "null", task);
    }

    static List<Waiting> badHour(int calls) {
        return IntStream.range(0, calls)
                .mapToObj(number -> missed(number, "Caller " + number))
                .toList();
    }

    static Waiting waiting(int number, Event event, String call, String task) {
        String key = event.label() + ":hq-1795415864." + number;
        String body =
                "{\"event\": \"%s\", \"key\": \"%s\", \"at\": \"2026-11-23T06:38:49Z\", \"call\": %s, \"task\": %s}"
                        .formatted(event.label(), key, call, task);
        Notice notice = new Notice("mail:shift", "+79260" + number, event, key, NOON, body, null);
        return new Waiting(number, notice, State.WAITING, 0, NOON, null);
    }
}
