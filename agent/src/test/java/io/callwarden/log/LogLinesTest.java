package io.callwarden.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.callwarden.ami.AmiLink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPMDCAdapter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands in the log in each format, from the log call on. */
class LogLinesTest {
    private static final String EVIL = "Eve\r\n2026-01-01T00:00:00.000Z ERROR Agent: forged \u001b[2J\u202e \u2028<3>";
    private static final String EVIL_LINE =
            "Eve\\r\\n2026-01-01T00:00:00.000Z ERROR Agent: forged \\u001b[2J\\u202e \\u2028<3>";

    private final LoggerContext context = new LoggerContext();
    private final Logger log = context.getLogger(AmiLink.class);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void sayAll() {
        context.setMDCAdapter(new NOPMDCAdapter());
        log.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void textLineBeginsWithTheTimeAndSaysWhoSaysWhat() {
        write(LogFormat.TEXT, false);

        log.info("Listening to {}", "hq");

        assertThat(written())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  AmiLink: Listening to hq\n");
    }

    @Test
    void jsonLineIsOneObject() {
        write(LogFormat.JSON, false);

        log.error("Refused {}", EVIL, new IllegalStateException("said " + EVIL, new RuntimeException("inner")));

        assertThat(written()).hasLineCount(1).endsWith("}\n");
        JsonNode line = JsonMapper.shared().readTree(written());
        assertThat(line.propertyNames()).containsExactly("time", "level", "logger", "thread", "message", "exception");
        assertThat(line.get("time").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(line.get("level").asString()).isEqualTo("error");
        assertThat(line.get("logger").asString()).isEqualTo("io.callwarden.ami.AmiLink");
        assertThat(line.get("message").asString()).isEqualTo("Refused " + EVIL_LINE);
        assertThat(line.get("exception").asString())
                .startsWith(
                        "java.lang.IllegalStateException: said " + EVIL_LINE + "\n\tat io.callwarden.log.LogLinesTest")
                .contains("\nCaused by: java.lang.RuntimeException: inner\n");
    }

    @Test
    void whatComesFromTheNetworkNeverBreaksALine() {
        write(LogFormat.TEXT, false);

        log.warn("PBX {}: refused {}", EVIL, EVIL);
        log.warn(EVIL);
        log.debug("Event {}", EVIL);

        assertThat(written().lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .matches("20.*(WARN |DEBUG) AmiLink: .*")
                        .contains(EVIL_LINE)
                        .doesNotContain("\u001b", "\u202e"));
    }

    @Test
    void stackTraceKeepsItsLinesAndTheirMessagesMakeNoOthers() {
        write(LogFormat.TEXT, false);
        RuntimeException fault = new RuntimeException(EVIL, new IllegalStateException("line\nbreak 79265550001"));
        fault.addSuppressed(new RuntimeException("and\u001b[31m +493012345678"));

        log.error("Fault", fault);

        List<String> lines = written().lines().toList();
        assertThat(lines.get(1)).isEqualTo("java.lang.RuntimeException: " + EVIL_LINE);
        assertThat(lines)
                .contains(
                        "Caused by: java.lang.IllegalStateException: line\\nbreak ***01",
                        "\tSuppressed: java.lang.RuntimeException: and\\u001b[31m +***78");
        assertThat(lines.subList(2, lines.size()))
                .allMatch(line -> line.matches("\t*(at |\\.\\.\\. \\d+ more|Suppressed: |Caused by: ).*"));
    }

    @Test
    void causesThatGoRoundInACircleEnd() {
        write(LogFormat.TEXT, false);
        RuntimeException one = new RuntimeException("one");
        RuntimeException two = new RuntimeException("two", one);
        one.initCause(two);

        log.error("Fault", one);

        assertThat(written()).contains("... and so on\n");
    }

    @Test
    void journalReadsThePriorityOfEveryLine() {
        write(LogFormat.AUTO, true);

        log.error("Fault", new RuntimeException("x"));
        log.warn("Trouble");
        log.info("Fact");
        log.debug("Detail");

        List<String> lines = written().lines().toList();
        assertThat(lines.get(0)).isEqualTo("<3>ERROR AmiLink: Fault");
        assertThat(lines).contains("<4>WARN  AmiLink: Trouble", "<6>INFO  AmiLink: Fact", "<7>DEBUG AmiLink: Detail");
        assertThat(lines.subList(0, lines.size() - 3)).allMatch(line -> line.startsWith("<3>"));
    }

    @Test
    void jsonInTheJournalHasThePriorityToo() {
        write(LogFormat.JSON, true);

        log.warn("Trouble");

        assertThat(written()).startsWith("<4>{\"time\":");
    }

    @Test
    void phoneNumbersAreInDebugOnly() {
        for (LogFormat format : List.of(LogFormat.TEXT, LogFormat.JSON, LogFormat.JOURNAL)) {
            out.reset();
            write(format, false);

            Stream.of(Level.ERROR, Level.WARN, Level.INFO).forEach(level -> {
                log.atLevel(org.slf4j.event.Level.valueOf(level.toString()))
                        .log("Caller {} of {}", "+493012345678", new StringBuilder("79265550001"));
                log.atLevel(org.slf4j.event.Level.valueOf(level.toString())).log("Caller +493012345678");
            });
            assertThat(written()).as("%s", format).contains("***78", "***01").doesNotContain("12345", "55500");

            log.debug("Caller {}", "+493012345678");
            assertThat(written()).contains("+493012345678");
        }
    }

    @Test
    void numbersAndPathsOfOurOwnAreShownWhole() {
        write(LogFormat.TEXT, false);

        log.info("Made {} anew of {} in {}", 12_345_678, "1763900000.5", Path.of("/var/lib/callwarden/20261123090000"));

        assertThat(written()).contains("Made 12345678 anew of 1763900000.5 in /var/lib/callwarden/20261123090000");
    }

    @Test
    void valueThatCannotBeShownOrIsTooLongIsNoReasonToSayNothing() {
        write(LogFormat.TEXT, false);

        log.info("Got {} of {}", new Unshowable(), "x".repeat(100_000));

        assertThat(written()).contains("Got [FAILED toString()] of xxx").contains("characters in all)");
        assertThat(written().length()).isLessThan(9_000);
    }

    @Test
    void repeatsAreSummedUpWhenTheLogIsClosed() {
        for (LogFormat format : List.of(LogFormat.TEXT, LogFormat.JSON, LogFormat.JOURNAL)) {
            out.reset();
            write(format, false);
            for (int i = 0; i < 1_000; i++) {
                log.error("Attempt {} failed", i, new IllegalStateException("away"));
            }
            log.detachAndStopAllAppenders();

            assertThat(written().lines().filter(line -> line.contains("Attempt")))
                    .hasSize(21);
            assertThat(written().lines().toList())
                    .last()
                    .asString()
                    .contains("Attempt 999 failed (said 980 more times in the last ");
        }
    }

    private static final class Unshowable {
        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }

    private void write(LogFormat format, boolean journal) {
        log.detachAndStopAllAppenders();
        log.setAdditive(false);
        log.addAppender(StderrLogging.appender(new LogConfig("debug", format, 20), journal, out, context));
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
