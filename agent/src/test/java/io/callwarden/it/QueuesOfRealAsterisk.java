package io.callwarden.it;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callwarden.call.QueueMember;
import io.callwarden.queue.ListeningBoard;
import io.callwarden.queue.MemberState;
import io.callwarden.queue.QueueView;
import io.callwarden.queue.WaitingCaller;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the board makes of events is what a real Asterisk answers when it is asked afresh, and what it counts is in queue_log. */
@NeedsRealAsterisk
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QueuesOfRealAsterisk {
    private static final Duration SOON = ofSeconds(20);
    private static final Set<MemberState> BEING_RUNG = EnumSet.of(MemberState.RINGING, MemberState.IN_CALL);
    private static final Duration UNTIL_STOPPED = Duration.ZERO;

    private final String version;
    private Office office;
    private AgentProcess agent;
    private ListeningBoard board;

    QueuesOfRealAsterisk(String version) {
        this.version = version;
    }

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        office = new Office(version);
        agent = new AgentProcess(folder, office.amiPort());
        board = newcomer();
    }

    @AfterAll
    void close() {
        try {
            if (board != null) {
                board.close();
            }
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
    void boardIsWhatAsteriskAnswersThroughoutABoutOfCalls() throws Exception {
        office.console("queue add member PJSIP/109 to sales");
        office.console("queue pause member PJSIP/109 queue sales reason lunch");
        agrees(0);
        assertThat(state("PJSIP/109")).isEqualTo(MemberState.PAUSED);
        assertThat(board.queue("sales").members())
                .filteredOn(member -> member.location().equals("PJSIP/109"))
                .extracting(QueueMember::pauseReason)
                .containsExactly("lunch");

        // Or he would be rung for the first caller, before he listens.
        office.console("queue pause member PJSIP/108 queue sales");
        try (Party anna = Party.phone(office, "107", "phone-answers", ofMillis(500));
                Party served = Party.caller(office, "79263330001", "5002", "caller-hangs-up", ofSeconds(35))) {
            await().atMost(SOON).until(() -> state("PJSIP/107") == MemberState.IN_CALL);
            try (Party boris = Party.phone(office, "108", "phone-rings", UNTIL_STOPPED);
                    Party first = Party.caller(office, "79263330002", "5002", "caller-hangs-up", ofSeconds(15));
                    Party second = Party.caller(office, "79263330003", "5002", "caller-hangs-up", ofSeconds(25))) {
                await().atMost(SOON).until(() -> board.queue("sales").waiting().size() == 2);
                office.console("queue unpause member PJSIP/108 queue sales");
                // A phone that takes one call only is busy to Asterisk 22 as soon as it rings.
                await().atMost(SOON).until(() -> BEING_RUNG.contains(state("PJSIP/108")));
                agrees(2);
                first.finishes();
                agrees(1);
                office.console("queue unpause member PJSIP/109 queue sales");
                second.finishes();
                boris.finishes();
            }
            served.finishes();
            anna.finishes();
        }
        office.console("queue remove member PJSIP/109 from sales");
        agrees(0);
        assertThat(board.queue("sales").members())
                .extracting(QueueMember::location)
                .containsExactlyInAnyOrder("PJSIP/107", "PJSIP/108");

        await().atMost(SOON).untilAsserted(this::metricsAreThoseOfTheQueueLog);
        assertThat(counted("callwarden_queue_calls_total", "answered")).isOne();
        assertThat(counted("callwarden_queue_calls_total", "abandoned")).isEqualTo(2);
    }

    /** A board that asks now shows the same as the one that has listened all the time. */
    private void agrees(int waiting) {
        await().atMost(SOON).untilAsserted(() -> {
            try (ListeningBoard newcomer = newcomer()) {
                QueueView told = newcomer.queue("sales");
                QueueView heard = board.queue("sales");
                // No event tells that a member began to serve: that is seen from the device.
                assertThat(heard.members())
                        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("inCall")
                        .containsExactlyInAnyOrderElementsOf(told.members());
                assertThat(heard.waiting())
                        .hasSize(waiting)
                        .extracting(WaitingCaller::callerId)
                        .containsExactlyElementsOf(told.waiting().stream()
                                .map(WaitingCaller::callerId)
                                .toList());
                for (int i = 0; i < waiting; i++) {
                    assertThat(heard.waiting().get(i).since())
                            .isCloseTo(told.waiting().get(i).since(), within());
                }
                assertThat(Arrays.stream(heard.membersByState(board.now())).sum())
                        .isEqualTo(told.members().size());
            }
        });
    }

    private static org.assertj.core.data.TemporalUnitOffset within() {
        return org.assertj.core.api.Assertions.within(2, java.time.temporal.ChronoUnit.SECONDS);
    }

    private void metricsAreThoseOfTheQueueLog() {
        List<String> rows =
                office.queueLog().lines().filter(row -> row.contains("|sales|")).toList();
        assertThat(counted("callwarden_queue_calls_total", "answered")).isEqualTo(count(rows, "CONNECT"));
        assertThat(counted("callwarden_queue_calls_total", "abandoned")
                        + counted("callwarden_queue_calls_total", "abandoned_short"))
                .isEqualTo(count(rows, "ABANDON"));
        assertThat(counted("callwarden_queue_wait_seconds_count", "answered")).isEqualTo(count(rows, "CONNECT"));
    }

    private static long count(List<String> rows, String event) {
        return rows.stream().filter(row -> row.contains("|" + event + "|")).count();
    }

    private long counted(String metric, String outcome) {
        Matcher series = Pattern.compile(
                        Pattern.quote(metric + "{outcome=\"" + outcome + "\",pbx=\"office\",queue=\"sales\"} ")
                                + "(\\d+)")
                .matcher(agent.metrics());
        assertThat(series.find()).as(metric + " " + outcome).isTrue();
        return Long.parseLong(series.group(1));
    }

    private MemberState state(String location) throws InterruptedException {
        return board.queue("sales").members().stream()
                .filter(member -> member.location().equals(location))
                .map(member -> MemberState.of(member, board.now()))
                .findFirst()
                .orElse(null);
    }

    private ListeningBoard newcomer() {
        return new ListeningBoard(office.amiPort(), Office.AMI_USER, Office.AMI_SECRET);
    }
}
