package io.callwarden.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.callwarden.Agent;
import io.callwarden.Build;
import io.callwarden.Configuration;
import io.callwarden.call.Call;
import io.callwarden.call.CallListener;
import io.callwarden.config.Settings;
import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.Header;
import io.callwarden.simulator.ManagerUser;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.SimulatorSettings;
import io.callwarden.simulator.TimedMessage;
import io.callwarden.simulator.script.BusyDay;
import io.callwarden.webhook.Receiver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log of the whole agent while hostile callers call, a receiver of webhooks answers with what it was sent, a listener fails on
 * every call and quotes its caller, and visitors ask for pages with numbers in their names.
 */
class LogOfAgentTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");
    private static final int CALLS = 150;
    private static final String REFUSAL = "answered 500";
    private static final Set<String> NUMBER_FIELDS = Set.of("CallerIDNum", "ConnectedLineNum", "DestCallerIDNum");

    private final Set<String> numbers = ConcurrentHashMap.newKeySet();

    @TempDir
    Path data;

    @ParameterizedTest
    @EnumSource(names = {"TEXT", "JSON"})
    void noNumberOfACallerAndNoLineOfHisIsInTheLog(LogFormat format) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        LogAppender appender = StderrLogging.appender(
                new LogConfig("info", format, 1_000), false, out, (LoggerContext) LoggerFactory.getILoggerFactory());
        root.addAppender(appender);
        try {
            liveThroughADay(out);
        } finally {
            root.detachAppender(appender);
            appender.stop();
        }

        String log = out.toString(StandardCharsets.UTF_8);
        assertThat(numbers).as("callers").hasSizeGreaterThan(CALLS / 3).noneMatch(log::contains);
        assertThat(log.replace("\\\\", "\\"))
                .contains("cannot be told of Evil\\u001b[2J\\u202e", "***", REFUSAL)
                .doesNotContain("\u001b", "\u202e", "\r");
        assertThat(log.lines()).allMatch(line -> format == LogFormat.JSON ? isObject(line) : isLine(line));
    }

    private static boolean isObject(String line) {
        return JsonMapper.shared().readTree(line).isObject();
    }

    private static boolean isLine(String line) {
        return line.matches(
                "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z (INFO |WARN |ERROR) .*|\t+(at|\\.\\.\\.) .*|java\\.lang\\..*");
    }

    private void liveThroughADay(ByteArrayOutputStream log) throws Exception {
        BusyDay day = BusyDay.ofASmallFirm(5).withCallsPerHour(300);
        AtomicInteger ended = new AtomicInteger();
        try (AmiSimulator asterisk = AmiSimulator.start(new SimulatorSettings()
                        .user(ManagerUser.all("agent", "s3cret"))
                        .writeTimeout(SOON));
                Receiver crm = new Receiver(LogOfAgentTest::quote)) {
            asterisk.learn(day.house());
            try (Agent agent = agent(asterisk.port(), crm.port(), new Quoting(ended))) {
                await().atMost(SOON).until(() -> agent.missing().isEmpty());
                asterisk.playVerbatim(
                        hostile(day.play(MONDAY, MONDAY.plus(Duration.ofHours(1)), truth -> {})),
                        PlayOptions.asFastAsPossible());
                visit(agent.webPort());
                await().atMost(SOON)
                        .until(() -> ended.get() > CALLS
                                && log.toString(StandardCharsets.UTF_8).contains(REFUSAL));
            }
        }
    }

    /** Callers who bear orders to terminals in their names; a line break ends a header, so none of those can come. */
    private Iterator<TimedMessage> hostile(Iterator<TimedMessage> messages) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return messages.hasNext();
            }

            @Override
            public TimedMessage next() {
                TimedMessage message = messages.next();
                return new TimedMessage(
                        message.offset(),
                        message.headers().stream()
                                .map(header -> hostile(header))
                                .toList());
            }
        };
    }

    private Header hostile(Header header) {
        if (NUMBER_FIELDS.contains(header.name()) && header.value().matches("\\+?\\d{7,}")) {
            numbers.add(header.value());
        }
        return header.name().equals("CallerIDName") ? new Header("CallerIDName", "Evil\u001b[2J\u202e") : header;
    }

    private void visit(int port) throws IOException {
        for (String number : List.copyOf(numbers)) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream()
                        .write(("GET /api/calls?since=" + number
                                        + "%1b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().readAllBytes();
            }
        }
    }

    private static void quote(Receiver.Request request, Socket socket) throws IOException {
        String body = "no such customer: " + firstNumber(request.text()) + "\u001b[31m";
        socket.getOutputStream()
                .write(("HTTP/1.1 500 No\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static String firstNumber(String text) {
        Matcher number = Pattern.compile("\\d{7,}").matcher(text);
        return number.find() ? number.group() : "";
    }

    private Agent agent(int amiPort, int crmPort, CallListener more) {
        Settings settings = Settings.of(
                null,
                Map.of(),
                Map.of(
                        "pbxs.hq.host", "127.0.0.1",
                        "pbxs.hq.port", Integer.toString(amiPort),
                        "pbxs.hq.username", "agent",
                        "pbxs.hq.secret", "s3cret",
                        "notify.webhooks.crm.url", "http://127.0.0.1:" + crmPort + "/",
                        "notify.webhooks.crm.allow-private", "true",
                        "data-dir", data.toString(),
                        "http.port", "0"));
        Configuration configuration = Configuration.from(settings);
        settings.check();
        return new Agent(configuration, new Build("test", "none"), Clock.systemUTC(), more);
    }

    /** A part of the agent with a fault that quotes the call in its exception. */
    private record Quoting(AtomicInteger ended) implements CallListener {
        @Override
        public void callEnded(Call call) {
            ended.incrementAndGet();
            throw new IllegalStateException("cannot be told of " + call.caller().name() + "\r\n at "
                    + call.caller().number() + ", he called " + call.did());
        }
    }
}
