package io.callwarden.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class StderrLoggingTest {
    private static final Logger log = LoggerFactory.getLogger(StderrLoggingTest.class);

    @Test
    void anotherFormatHoldsFromThenOnAndWhatWasLeftOutIsSummedUpFirst() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            StderrLogging.use(new LogConfig("info", LogFormat.JSON, 1));
            log.info("the format changes");
            log.info("the format changes");
            StderrLogging.use(new LogConfig("warn", LogFormat.TEXT, 1));
            log.warn("it has changed");
            log.info("nobody wants to know");
        } finally {
            StderrLogging.use(LogConfig.DEFAULT);
            System.setErr(before);
        }

        List<String> ours = out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("StderrLoggingTest"))
                .toList();
        assertThat(ours).hasSize(3);
        assertThat(ours.get(0)).startsWith("{").contains("\"the format changes\"");
        assertThat(ours.get(1)).startsWith("{").contains("the format changes (said 1 more times");
        assertThat(ours.get(2)).endsWith("StderrLoggingTest: it has changed");
    }
}
