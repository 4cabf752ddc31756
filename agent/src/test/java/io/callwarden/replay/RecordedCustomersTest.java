package io.callwarden.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callwarden.call.Call;
import io.callwarden.notify.Announcer;
import io.callwarden.number.PhoneNumbers;
import io.callwarden.recovery.CustomerHistory.Entry;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.Recovery;
import io.callwarden.recovery.RecoveryRules;
import io.callwarden.recovery.Task;
import io.callwarden.store.CallStore;
import io.callwarden.store.StoreConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Customers who were missed on a real Asterisk: from the bytes to the ledger, held against what they and the employees lived through. */
class RecordedCustomersTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double TOLERANCE = 0.35;
    private static final PhoneNumbers NUMBERS = new PhoneNumbers("RU");
    private static final Recovery RECOVERY = new Recovery(
            new Customers(number -> NUMBERS.e164(number).orElse(null), number -> number.matches("1\\d\\d")),
            new RecoveryRules(Duration.ofHours(1), null, Duration.ofDays(7)));

    /** One for each version, as opening them takes longer than all else; no customer is in two recordings of a version. */
    private static final Map<String, CallStore> STORES = new HashMap<>();

    @TempDir
    private static Path data;

    private static Instant now;

    static Stream<Recorded> recordings() throws IOException {
        return Recorded.all().stream()
                .filter(recording -> recording.truth().contains("\"tasks\"")
                        || !recovered(recording).isEmpty());
    }

    @Test
    void bothVersionsOfAsteriskAreThere() throws IOException {
        assertThat(recordings().map(Recorded::name).filter(name -> name.startsWith("asterisk-22.10/")))
                .hasSizeGreaterThanOrEqualTo(20)
                .contains("asterisk-22.10/missed_then_called_back");
        assertThat(recordings().map(Recorded::name).filter(name -> name.startsWith("asterisk-16.28/")))
                .hasSizeGreaterThanOrEqualTo(20)
                .contains("asterisk-16.28/missed_then_called_back");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void everyCustomerStandsWhereHeTrulyStood(Recorded recording) throws IOException {
        JsonNode truth = JSON.readTree(recording.truth());
        List<Call> calls = recording.calls();
        Instant end = calls.stream()
                .map(call -> call.times().endedAt())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        CallStore store = STORES.computeIfAbsent(recording.name().split("/")[0], RecordedCustomersTest::open);
        now = end;
        calls.forEach(call -> store.write(List.of(call), List.of()));

        List<String> got = new ArrayList<>();
        calls.stream()
                .flatMap(call -> RECOVERY.customers().of(call).stream())
                .distinct()
                .flatMap(customer -> store.tasks().of(customer).stream())
                .forEach(entry -> got.add(told(entry, end)));
        if (truth.has("tasks")) {
            assertThat(got).containsExactlyInAnyOrderElementsOf(expected(truth));
        }
        for (JsonNode missed : recovered(recording)) {
            assertThat(store.tasks().of(key(missed.get("caller").asString())))
                    .singleElement()
                    .satisfies(entry -> wasRecovered(entry.task(), missed.get("recovered")));
        }
    }

    private static CallStore open(String version) {
        InstantSource itsTime = () -> now;
        return CallStore.open(
                StoreConfig.in(data.resolve(version)), RECOVERY, Announcer.NOBODY, itsTime.withZone(ZoneOffset.UTC));
    }

    @AfterAll
    static void close() {
        STORES.values().forEach(CallStore::close);
        STORES.clear();
    }

    private static String told(Entry entry, Instant now) {
        Task task = entry.task();
        String closing = task.closing() == null
                ? "null by null"
                : task.closing().how().label() + " by " + task.closing().by();
        return task.customer() + " " + task.state(now).label() + ", missed " + task.missed() + ", attempts "
                + task.attempts().count() + ", " + closing;
    }

    private static List<String> expected(JsonNode truth) {
        List<String> tasks = new ArrayList<>();
        for (JsonNode task : truth.get("tasks")) {
            tasks.add(task.get("customer").asString() + " " + task.get("state").asString() + ", missed "
                    + task.get("missed").asInt() + ", attempts "
                    + task.get("attempts").asInt() + ", "
                    + Truth.text(task, "how") + " by " + Truth.text(task, "by"));
        }
        return tasks;
    }

    private static void wasRecovered(Task task, JsonNode recovered) {
        assertThat(task.closing().how().label()).isEqualTo(recovered.get("by").asString());
        assertThat(task.closing().by()).isEqualTo(recovered.get("employee").asString());
        Duration after = Duration.between(task.lastMissedAt(), task.closing().at());
        assertThat(after.toMillis() / 1000.0).isCloseTo(recovered.get("after_s").asDouble(), within(TOLERANCE));
    }

    /** The missed calls whose truth says how their caller was reached. */
    private static List<JsonNode> recovered(Recorded recording) {
        List<JsonNode> recovered = new ArrayList<>();
        for (JsonNode call : JSON.readTree(recording.truth()).get("calls")) {
            if (call.path("recovered").isObject()) {
                recovered.add(call);
            }
        }
        return recovered;
    }

    private static String key(String number) {
        return RECOVERY.customers().key(number).orElseThrow();
    }
}
