package io.callwarden.it;

import static io.callwarden.it.RecordAssert.assertThatRecord;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.BlindInterval;
import io.callwarden.store.CallStore;
import io.callwarden.store.StoreConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent does not hear it neither forgets nor makes up. */
@NeedsRealAsterisk
abstract class BlindnessWithRealAsterisk {
    private static final Duration TALK = ofSeconds(10);

    private final String version;

    @TempDir
    Path folder;

    BlindnessWithRealAsterisk(String version) {
        this.version = version;
    }

    @Test
    void callThatOutlivesACutOfTheLinkIsToldWhole() throws Exception {
        Instant began = Instant.now();
        try (Office office = new Office(version);
                CuttableLink link = new CuttableLink(office.amiPort());
                AgentProcess agent = new AgentProcess(folder, link.port());
                Party phone = Party.phone(office, "101", "phone-answers", ofSeconds(1));
                Party caller = Party.caller(office, "79261110011", "5001", "caller-hangs-up", TALK)) {
            awaitInbound(agent, "talking");

            link.cut();
            agent.awaitNotReady();
            link.mend();
            agent.awaitReady();

            caller.finishes();
            phone.finishes();
            assertThatRecord(agent.recordOfCallFrom("79261110011"))
                    .has("outcome", "answered")
                    .has("answeredBy", "101")
                    .has("endedBy", "caller")
                    .rang("101", "answered", 1000)
                    .lasts("waitMillis", 1000)
                    .lasts("talkMillis", TALK.toMillis());
        }
        assertThat(blindIntervalsSince(began)).singleElement().satisfies(interval -> {
            assertThat(interval.pbx()).isEqualTo("office");
            assertThat(interval.reason()).isEqualTo(BlindInterval.Reason.CONNECTION_LOST);
            assertThat(interval.callsLost()).isZero();
            assertThat(interval.until()).isAfter(interval.from());
        });
    }

    @Test
    @SuppressWarnings("try") // callers and phones play on by themselves
    void endOfCallsThatACrashOfAsteriskEndedIsUnknown() throws Exception {
        Instant began = Instant.now();
        try (Office office = new Office(version);
                AgentProcess agent = new AgentProcess(folder, office.amiPort());
                Party phone = Party.phone(office, "101", "phone-answers", ofSeconds(1));
                Party talking = Party.caller(office, "79261110012", "5001", "caller-hangs-up", TALK);
                Party anna = Party.phone(office, "107", "phone-rings", TALK);
                Party boris = Party.phone(office, "108", "phone-rings", TALK);
                Party waiting = Party.caller(office, "79261110013", "5002", "caller-hangs-up", TALK)) {
            awaitInbound(agent, "talking");
            awaitInbound(agent, "queued");

            office.crashAndRestart();

            assertThatRecord(agent.recordOfCallFrom("79261110012"))
                    .has("outcome", "answered")
                    .has("answeredBy", "101")
                    .lasts("waitMillis", 1000)
                    .hasNo("endedAt")
                    .hasNo("talkMillis")
                    .hasNo("endedBy");
            assertThatRecord(agent.recordOfCallFrom("79261110013"))
                    .has("outcome", "unknown")
                    .has("stage", "queue")
                    .has("queue", "sales")
                    .has("missed", false)
                    .hasNo("endedAt")
                    .hasNo("endedBy");
        }
        assertThatARestartWasBlindTo(2, began);
    }

    @Test
    @SuppressWarnings("try") // caller and phone play on by themselves
    void callThatAsteriskEndsBeforeItRestartsIsToldAsItSays() throws Exception {
        Instant began = Instant.now();
        try (Office office = new Office(version);
                AgentProcess agent = new AgentProcess(folder, office.amiPort());
                Party phone = Party.phone(office, "101", "phone-answers", ofSeconds(1));
                Party caller = Party.caller(office, "79261110014", "5001", "caller-hangs-up", TALK)) {
            awaitInbound(agent, "talking");

            office.restart();
            agent.awaitReady();

            assertThatRecord(agent.recordOfCallFrom("79261110014"))
                    .has("outcome", "answered")
                    .has("answeredBy", "101")
                    .has("endedBy", "pbx");
        }
        assertThatARestartWasBlindTo(0, began);
    }

    private static void awaitInbound(AgentProcess agent, String state) {
        Awaitility.await("agent sees an inbound call " + state)
                .atMost(ofSeconds(10))
                .until(() -> agent.metrics()
                        .lines()
                        .anyMatch(line -> line.startsWith("callwarden_calls_active{")
                                && line.contains("direction=\"inbound\"")
                                && line.contains("state=\"" + state + "\"")
                                && line.endsWith(" 1.0")));
    }

    /** An Asterisk that is still starting may drop its first visitor once more; by then there is no call left to lose. */
    private void assertThatARestartWasBlindTo(int calls, Instant began) {
        List<BlindInterval> blind = blindIntervalsSince(began);
        assertThat(blind).isNotEmpty();
        assertThat(blind.get(0).reason()).isEqualTo(BlindInterval.Reason.ASTERISK_RESTARTED);
        assertThat(blind.get(0).callsLost()).isEqualTo(calls);
        assertThat(blind.subList(1, blind.size()))
                .allSatisfy(interval -> assertThat(interval.callsLost()).isZero());
    }

    /** Read from the database itself, after the agent has let go of it. */
    private List<BlindInterval> blindIntervalsSince(Instant began) {
        try (CallStore store = CallStore.open(StoreConfig.in(AgentProcess.dataDir(folder)))) {
            return store.blindIntervals(null, began, Instant.now());
        }
    }
}
