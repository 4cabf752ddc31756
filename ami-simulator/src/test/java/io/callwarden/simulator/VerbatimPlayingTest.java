package io.callwarden.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.simulator.script.BusyDay;
import io.callwarden.simulator.script.BusyDayStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VerbatimPlayingTest {

    private static final Instant MORNING = Instant.parse("2026-11-23T09:00:00Z");

    @Test
    void aDayWrittenToAFileReadsBackEventByEvent() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlayOptions options = PlayOptions.asFastAsPossible().startAt(MORNING);
        long events = StreamWriter.writeVerbatim(out, day(), options, new SimulatorSettings());

        List<TimedMessage> made = new ArrayList<>();
        day().forEachRemaining(made::add);
        Recording read = Recording.read("day", out.toByteArray());
        assertThat(read.messages()).hasSize((int) events).hasSameSizeAs(made);
        for (int i = 0; i < made.size(); i++) {
            assertThat(read.messages().get(i).headers()).isEqualTo(made.get(i).headers());
        }
    }

    @Test
    void aClientSeesTheDayAndTheStateOfIt() throws Exception {
        SimulatorSettings settings =
                new SimulatorSettings().user(ManagerUser.all("agent", "s3cret")).writeTimeout(Duration.ofSeconds(5));
        try (AmiSimulator simulator = AmiSimulator.start(settings);
                TestClient client = TestClient.loggedIn(simulator, "Events: call")) {
            simulator.learn(BusyDay.ofASmallFirm(1).house());
            Performance playing =
                    simulator.playVerbatim(day(), PlayOptions.asFastAsPossible().startAt(MORNING));
            List<String> messages = client.readUntil("Event: Hangup");
            assertThat(messages).anyMatch(message -> message.contains("Event: Newchannel"));
            // One who listens and reads nothing would be dropped.
            client.send("Action: Events\nEventMask: off\nActionID: deaf");
            client.readUntil("ActionID: deaf");
            playing.done().get(20, TimeUnit.SECONDS);
            client.send("Action: CoreShowChannels\nActionID: none");
            assertThat(client.readUntil("Event: CoreShowChannelsComplete"))
                    .last()
                    .asString()
                    .contains("ListItems: 0");
            client.send("Action: QueueStatus\nActionID: queues");
            assertThat(client.readUntil("Event: QueueStatusComplete"))
                    .anyMatch(message -> message.contains("Event: QueueMember") && message.contains("Name: Gleb"));
        }
    }

    @Test
    void afterABreakOnlyNewCallsAreTold() {
        VerbatimFeed feed = new VerbatimFeed(day(), 0, new SimulatorSettings());
        Collected sink = new Collected();
        while (sink.events.size() < 1_000) {
            feed.step(sink);
        }
        List<String> lost = feed.abandonRunning().uniqueids();
        assertThat(lost).isNotEmpty();
        sink.events.clear();
        while (!feed.isDone()) {
            feed.step(sink);
        }
        assertThat(sink.events).isNotEmpty();
        assertThat(sink.events.stream().map(event -> event.text(EventField.UNIQUEID)))
                .doesNotContainAnyElementsOf(lost);
    }

    private static BusyDayStream day() {
        return BusyDay.ofASmallFirm(1).play(MORNING, MORNING.plus(Duration.ofMinutes(30)), truth -> {});
    }

    private static final class Collected implements EventSink {
        private final List<PlayedEvent> events = new ArrayList<>();

        @Override
        public void event(PlayedEvent event) {
            events.add(event);
        }

        @Override
        public void end(Playing playing) {
            throw new IllegalStateException("what is made up is no playing of a recording");
        }

        @Override
        public void learn(PbxFacts facts) {
            throw new IllegalStateException("nothing is learnt of a day that is made up while it is played");
        }
    }
}
