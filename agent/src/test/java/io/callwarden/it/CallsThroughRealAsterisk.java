package io.callwarden.it;

import static io.callwarden.it.RecordAssert.assertThatRecord;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What callers of a real Asterisk live through is what the agent puts on record. */
@NeedsRealAsterisk
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CallsThroughRealAsterisk {
    private static final Duration UNTIL_STOPPED = Duration.ZERO;

    private final String version;
    private Office office;
    private AgentProcess agent;

    CallsThroughRealAsterisk(String version) {
        this.version = version;
    }

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        office = new Office(version);
        agent = new AgentProcess(folder, office.amiPort());
    }

    @AfterAll
    void close() {
        try {
            if (agent != null) {
                agent.close();
            }
        } finally {
            if (office != null) {
                office.close();
            }
        }
    }

    @Test
    void callThatIsTakenAtOnePhoneIsAnsweredThere() throws Exception {
        try (Party phone = Party.phone(office, "101", "phone-answers", ofMillis(1500));
                Party caller = Party.caller(office, "79261110001", "5001", "caller-hangs-up", ofSeconds(3))) {
            finish(caller, phone);
        }
        assertThatRecord(agent.recordOfCallFrom("79261110001"))
                .has("pbx", "office")
                .has("direction", "inbound")
                .has("did", "5001")
                .has("trunk", "carrier")
                .has("outcome", "answered")
                .has("stage", "ring")
                .has("missed", false)
                .has("answeredBy", "101")
                .has("endedBy", "caller")
                .rang("101", "answered", 1500)
                .lasts("waitMillis", 1500)
                .lasts("talkMillis", 3000)
                .lasts("totalMillis", 4500);
    }

    @Test
    void callerIsServedByAMemberOfTheQueue() throws Exception {
        try (Party anna = Party.phone(office, "107", "phone-answers", ofMillis(1000));
                Party boris = Party.phone(office, "108", "phone-rings", UNTIL_STOPPED);
                Party caller = Party.caller(office, "79261110002", "5002", "caller-hangs-up", ofMillis(4500))) {
            finish(caller, anna, boris);
        }
        assertThatRecord(agent.recordOfCallFrom("79261110002"))
                .has("outcome", "answered")
                .has("stage", "queue")
                .has("queue", "sales")
                .has("missed", false)
                .has("answeredBy", "107")
                .has("answeredByName", "Anna")
                .has("endedBy", "caller")
                .rang("107", "answered", 1000)
                .rang("108", "answered_elsewhere", 1000)
                .lasts("waitMillis", 1000)
                .lasts("talkMillis", 3000);
    }

    @Test
    void callerWhoGivesUpInTheQueueIsMissed() throws Exception {
        try (Party anna = Party.phone(office, "107", "phone-rings", UNTIL_STOPPED);
                Party boris = Party.phone(office, "108", "phone-rings", UNTIL_STOPPED);
                Party caller = Party.caller(office, "79261110003", "5002", "caller-hangs-up", ofSeconds(7))) {
            finish(caller, anna, boris);
        }
        assertThatRecord(agent.recordOfCallFrom("79261110003"))
                .has("outcome", "abandoned")
                .has("stage", "queue")
                .has("queue", "sales")
                .has("missed", true)
                .has("shortAbandon", false)
                .hasNo("answeredBy")
                .has("endedBy", "caller")
                .rang("107", "caller_gave_up", 6500)
                .rang("108", "caller_gave_up", 6500)
                .lasts("waitMillis", 6500)
                .lasts("talkMillis", 0);
    }

    @Test
    void callThatNobodyInTheRingGroupTakesIsMissed() throws Exception {
        try (Party first = Party.phone(office, "103", "phone-rings", UNTIL_STOPPED);
                Party second = Party.phone(office, "104", "phone-rings", UNTIL_STOPPED);
                Party third = Party.phone(office, "105", "phone-rings", UNTIL_STOPPED);
                Party caller = Party.caller(office, "79261110004", "5003", "caller-waits", UNTIL_STOPPED)) {
            finish(caller, first, second, third);
        }
        assertThatRecord(agent.recordOfCallFrom("79261110004"))
                .has("outcome", "unanswered")
                .has("stage", "ring")
                .has("missed", true)
                .has("endedBy", "pbx")
                .rang("103", "no_answer", 4000)
                .rang("104", "no_answer", 4000)
                .rang("105", "no_answer", 4000)
                .lasts("waitMillis", 4000)
                .lasts("talkMillis", 0);
    }

    @Test
    void callerWhoIsSentToVoicemailIsMissed() throws Exception {
        try (Party phone = Party.phone(office, "106", "phone-rings", UNTIL_STOPPED);
                Party caller = Party.caller(office, "79261110005", "5004", "caller-hangs-up", ofSeconds(3))) {
            finish(caller, phone);
        }
        assertThatRecord(agent.recordOfCallFrom("79261110005"))
                .has("outcome", "voicemail")
                .has("stage", "voicemail")
                .has("missed", true)
                .hasNo("answeredBy")
                .has("endedBy", "caller")
                .rang("106", "no_answer", 4000)
                .lasts("waitMillis", 4000)
                .lasts("talkMillis", 0);
    }

    @Test
    void blindTransferIsPartOfTheCall() throws Exception {
        try (Party first = Party.phone(office, "101", "phone-transfers-blind", ofSeconds(1), "102");
                Party second = Party.phone(office, "102", "phone-answers", ofSeconds(1));
                Party caller = Party.caller(office, "79261110006", "5001", "caller-hangs-up", ofSeconds(6))) {
            finish(caller, first, second);
        }
        assertThatRecord(agent.recordOfCallFrom("79261110006"))
                .has("outcome", "answered")
                .has("answeredBy", "101")
                .has("endedBy", "caller")
                .rang("101", "answered", 1000)
                .rang("102", "answered", 1000)
                .transferred("blind", "101", "102", true)
                .lasts("waitMillis", 1000)
                .lasts("talkMillis", 6000);
    }

    @Test
    void attendedTransferIsPartOfTheCall() throws Exception {
        try (Party first = Party.phone(office, "101", "phone-transfers-attended", ofSeconds(1), "102");
                Party second = Party.phone(office, "102", "phone-answers", ofSeconds(1));
                Party caller = Party.caller(office, "79261110007", "5001", "caller-hangs-up", ofSeconds(7))) {
            finish(caller, first, second);
        }
        assertThatRecord(agent.recordOfCallFrom("79261110007"))
                .has("outcome", "answered")
                .has("answeredBy", "101")
                .has("endedBy", "caller")
                .transferred("attended", "101", "102", true)
                .lasts("waitMillis", 1000)
                .lasts("talkMillis", 7000);
    }

    private static void finish(Party... parties) throws InterruptedException {
        for (Party party : parties) {
            party.finishes();
        }
    }
}
