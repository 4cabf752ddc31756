package io.callwarden.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.simulator.script.BusyDay;
import io.callwarden.simulator.script.Routine;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the snapshot actions answer in the course of a day agrees with the events of it. */
class LiveStateTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
    private static final BusyDay FIRM =
            BusyDay.ofASmallFirm(3).withCallsPerHour(200).withRoutine(new Routine(true, true, 12, 3));

    @Test
    void theStateCountsWhatTheEventsOfAMemberTell() {
        PbxState state = new PbxState();
        state.learn(PbxFacts.of(FIRM.house()));
        assertThat(state.queues().get("sales").members()).isEmpty();
        assertThat(state.queues().get("sales").strategy()).isEqualTo("rrmemory");
        Map<String, Integer> abandoned = new HashMap<>();
        int compared = 0;
        VerbatimFeed feed = new VerbatimFeed(
                FIRM.play(MONDAY, MONDAY.plus(Duration.ofDays(1)), truth -> {}), 0, new SimulatorSettings());
        Events events = new Events();
        while (!feed.isDone()) {
            feed.step(events);
            PlayedEvent event = events.last;
            QueueState queue = state.queues().get(event.text(EventField.QUEUE));
            if (event.event().name().equals("QueueMemberStatus")) {
                QueueState.Member member = queue.members().get(event.text(EventField.INTERFACE));
                assertThat(member.get(EventField.CALLS_TAKEN, "")).isEqualTo(event.text(EventField.CALLS_TAKEN));
                assertThat(member.get(EventField.IN_CALL, "")).isEqualTo(event.text(EventField.IN_CALL));
                assertThat(member.get(EventField.PAUSED, "")).isEqualTo(event.text(EventField.PAUSED));
                assertThat(state.devices().get(event.text(EventField.STATE_INTERFACE)))
                        .satisfies(device -> assertThat(Integer.toString(DeviceWords.queueStatus(device)))
                                .isEqualTo(event.text(EventField.STATUS)));
                compared++;
            } else if (event.event().change() == StateChange.QUEUE_ABANDON) {
                abandoned.merge(queue.name(), 1, Integer::sum);
            }
            state.apply(event);
        }
        assertThat(compared).isGreaterThan(500);
        state.queues().forEach((name, queue) -> {
            assertThat(queue.totals().abandoned()).isEqualTo(abandoned.get(name).longValue());
            assertThat(queue.totals().completed()).isGreaterThan(20);
            assertThat(queue.totals().talkTime()).isGreaterThan(20);
            assertThat(queue.members()).isEmpty();
            assertThat(queue.waiting()).isEmpty();
        });
    }

    @Test
    void whoIsGoneIsGoneInEveryAnswer() throws Exception {
        Recording away = Recording.read("away", """
                Event: ContactStatus
                Privilege: system,all
                URI: sip:101@127.0.0.1:5060
                ContactStatus: Unreachable
                AOR: 101
                EndpointName: 101
                RoundtripUsec: 0

                Event: DeviceStateChange
                Privilege: call,all
                Device: PJSIP/101
                State: UNAVAILABLE

                Event: Registry
                Privilege: system,all
                ChannelType: PJSIP
                Username: sip:trunk-a@127.0.0.1:5060
                Domain: sip:trunk-a@127.0.0.1:5060
                Status: Unregistered

                """.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        try (AmiSimulator simulator =
                        AmiSimulator.start(new SimulatorSettings().user(ManagerUser.all("agent", "s3cret")));
                TestClient client = TestClient.loggedIn(simulator, "Events: off")) {
            simulator.learn(BusyDay.ofASmallFirm(1).house());
            simulator.play(away, PlayOptions.asFastAsPossible()).done().get(30, TimeUnit.SECONDS);

            assertThat(rows(client, "PJSIPShowContacts"))
                    .filteredOn(row -> row.contains("Status: Unreachable"))
                    .singleElement()
                    .asString()
                    .contains("Endpoint: 101\n");
            assertThat(rows(client, "PJSIPShowEndpoints"))
                    .filteredOn(row -> row.contains("DeviceState: Unavailable"))
                    .singleElement()
                    .asString()
                    .contains("ObjectName: 101\n");
            assertThat(rows(client, "PJSIPShowRegistrationsOutbound"))
                    .anyMatch(row -> row.contains("ObjectName: trunk-a\n") && row.contains("Status: Unregistered"))
                    .last()
                    .asString()
                    .contains("Registered: 1\nNotRegistered: 1");
            assertThat(rows(client, "DeviceStateList"))
                    .anyMatch(row -> row.contains("Device: PJSIP/101\nState: UNAVAILABLE"));
            assertThat(rows(client, "QueueStatus"))
                    .anyMatch(row -> row.contains("Name: Anna\n") && row.contains("Status: 5\n"));
            assertThat(rows(client, "QueueSummary"))
                    .anyMatch(row -> row.contains("Queue: sales\nLoggedIn: 3\nAvailable: 3\n"));
        }
    }

    private static List<String> rows(TestClient client, String action) throws Exception {
        client.send("Action: " + action);
        return client.readUntil("EventList: Complete");
    }

    private static final class Events implements EventSink {
        private PlayedEvent last;

        @Override
        public void event(PlayedEvent event) {
            last = event;
        }

        @Override
        public void learn(PbxFacts facts) {
            throw new IllegalStateException("a day that is made up teaches nothing");
        }

        @Override
        public void end(Playing playing) {
            throw new IllegalStateException("a day that is made up is no playing of a recording");
        }
    }
}
