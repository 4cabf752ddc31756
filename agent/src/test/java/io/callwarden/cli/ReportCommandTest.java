package io.callwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.Configuration;
import io.callwarden.FollowedCalls;
import io.callwarden.call.Answer;
import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallTimes;
import io.callwarden.call.Caller;
import io.callwarden.call.Direction;
import io.callwarden.call.EndedBy;
import io.callwarden.call.Outcome;
import io.callwarden.call.Ring;
import io.callwarden.call.RingResult;
import io.callwarden.call.Stage;
import io.callwarden.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class ReportCommandTest {
    private static final Instant NINE = Instant.parse("2025-11-24T09:00:00Z");
    private static final String PRICES = """
            money:
              currency: USD
              average-sale: 400
              conversion: 0.37
              repeat-purchases: 18
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void twentyMissedAtThirtySevenPercentCostSevenSales() throws IOException {
        String config = config(PRICES);
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(missed(i, 60 * i));
        }
        // He tries once more: a call more, and no customer more.
        calls.add(missed(3, 5_000));
        write(config, calls);

        assertThat(report(config, "cost")).isZero();

        assertThat(out).hasToString("""
                        PERIOD      MISSED CALLS  CUSTOMERS  RECOVERED  LOST  OPEN  SALES LOST  DIRECT  LIFETIME  SAVED  AT RISK
                        2025-11-24            21         20          0    20     0           7   2,800    50,400      0        0
                        Money in USD. Each day counts whole sales only: floor(customers lost × conversion).
                        """);
        out.getBuffer().setLength(0);
        assertThat(report(config, "cost", "--format", "json")).isZero();
        assertThat(out).hasToString("""
                        {"by":"day","from":"2025-11-24","to":"2025-11-24","zone":"UTC","currency":"USD","rows":[
                        {"period":"2025-11-24","from":"2025-11-24","to":"2025-11-24","missedCalls":21,"customers":20,"recovered":0,"lost":20,"open":0,"lostSales":7,"lostDirect":2800,"lostLifetime":50400,"savedSales":0,"savedDirect":0,"savedLifetime":0,"openSales":0,"openDirect":0,"openLifetime":0}
                        ],"total":{"period":"total","from":"2025-11-24","to":"2025-11-24","missedCalls":21,"customers":20,"recovered":0,"lost":20,"open":0,"lostSales":7,"lostDirect":2800,"lostLifetime":50400,"savedSales":0,"savedDirect":0,"savedLifetime":0,"openSales":0,"openDirect":0,"openLifetime":0}}
                        """);
    }

    @Test
    void whoeverIsReachedIsSavedAndWeeksAddUpTheirDays() throws IOException {
        String config = config(PRICES);
        int day = 24 * 3_600;
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            calls.add(missed(i, 60 * i + day * (i % 2)));
        }
        for (int i = 6; i < 9; i++) {
            calls.add(missed(i, 60 * i));
            calls.add(callback(i, "101", 60 * i + 900, true));
        }
        write(config, calls);

        assertThat(callwarden(
                        "report",
                        "cost",
                        "--from",
                        "2025-11-24",
                        "--to",
                        "2025-11-30",
                        "--by",
                        "week",
                        "--zone",
                        "UTC",
                        "--format",
                        "csv",
                        "--config",
                        config))
                .isZero();

        assertThat(out.toString().lines().skip(1))
                .containsExactly("2025-W48,2025-11-24,2025-11-30,9,9,3,6,0,2,800,14400,1,400,7200,0,0,0");
        out.getBuffer().setLength(0);
        assertThat(callwarden(
                        "report",
                        "cost",
                        "--from",
                        "2025-11-24",
                        "--to",
                        "2025-11-25",
                        "--zone",
                        "UTC",
                        "--config",
                        config))
                .isZero();
        assertThat(out.toString().lines().map(line -> line.split(" ")[0]))
                .containsExactly("PERIOD", "2025-11-24", "2025-11-25", "total", "Money");
    }

    @Test
    void withoutPricesCustomersAreCountedAndMoneyIsAbsent() throws IOException {
        String config = config("");
        write(config, List.of(missed(1, 0)));
        assertThat(report(config, "cost")).isZero();
        assertThat(out.toString())
                .contains("CUSTOMERS", "Nothing is priced: set money.average-sale")
                .doesNotContain("DIRECT");
        out.getBuffer().setLength(0);
        assertThat(report(config, "cost", "--format", "json")).isZero();
        assertThat(out.toString()).contains("\"currency\":null", "\"lostSales\":null", "\"customers\":1");
    }

    @Test
    void employeesAreToldOfByName() throws IOException {
        String config = config("names:\n  102: =Boris\n");
        List<Call> calls = new ArrayList<>();
        calls.add(missed(1, 0));
        calls.add(callback(1, "101", 600, false));
        calls.add(callback(1, "101", 1_200, true));
        calls.add(missed(2, 0));
        calls.add(callback(2, "102", 7_200, true));
        calls.add(answered(3, "101", 3_600));
        write(config, calls);

        assertThat(report(config, "employees")).isZero();

        assertThat(out).hasToString("""
                        PERIOD      EMPLOYEE  PHONE  RANG  ANSWERED  NO ANSWER  DECLINED  BUSY  UNREACHABLE  RING  IN 10 S  TALK IN  TALK OUT  CALLS OUT  QUEUE IN TIME  CALL-BACKS  BACK IN TIME  RECOVERED
                        2025-11-24  =Boris    102       2         0          2         0     0            0                    0:00      0:50          1                          1           0 %          1
                        2025-11-24  Anna      101       1         1          0         0     0            0  0:04    100 %     0:56      0:50          2                          2         100 %          1
                        """);
        out.getBuffer().setLength(0);
        assertThat(report(config, "employees", "--format", "csv", "--by", "month"))
                .isZero();
        assertThat(out.toString())
                .startsWith("period,employee,extensions,pbx,rang,answered,")
                .contains("\r\n2025-11,'=Boris,102,hq,2,0,0,2,")
                .contains("\r\n2025-11,Anna,101,hq,1,1,0,0,");
        out.getBuffer().setLength(0);
        assertThat(report(config, "employees", "--format", "json")).isZero();
        assertThat(out.toString())
                .contains("{\"by\":\"day\",\"from\":\"2025-11-24\"")
                .contains("\"employee\":\"Anna\",\"extensions\":[\"101\"],\"pbx\":\"hq\",\"rang\":1")
                .contains("\"meanRingMillis\":4000,\"answeredFastShare\":1.0000", "\"meanRingMillis\":null");
    }

    @Test
    void nothingIsToldOfEmployeesWhereThatIsSwitchedOff() throws IOException {
        String config = config("metrics:\n  employees: false\n");
        write(config, List.of(missed(1, 0)));
        assertThat(report(config, "employees")).isEqualTo(1);
        assertThat(err)
                .hasToString(
                        "callwarden: Nothing is told of single employees here: privacy.employee-figures or metrics.employees is false in the"
                                + " configuration.\n");
        assertThat(report(config, "cost")).isZero();
    }

    @Test
    void daysWithoutCallsAreSaidInWords() throws IOException {
        String config = config(PRICES);
        write(config, List.of());
        assertThat(report(config, "employees")).isZero();
        assertThat(out).hasToString("Nobody was called and nobody called.\n");
    }

    @Test
    void mistakesAreToldWithWhatIsAllowed() throws IOException {
        String config = config("");
        assertThat(callwarden("report", "--config", config)).isEqualTo(2);
        for (String[] mistake : new String[][] {
            {"--from", "yesterday", "--from: must be a day as 2026-11-23, found \"yesterday\""},
            {"--from", "2024-01-01", "--from: must be at most 400 days, found the 694 from 2024-01-01 to 2025-11-24"},
            {"--from", "2025-11-25", "--from: the last day must not be before the first"},
            {"--by", "year", "--by: must be one of day, week, month, found \"year\""},
            {"--zone", "Mars", "--zone: must be a time zone such as Europe/Moscow or UTC"},
            {"--format", "pdf", "--format: must be one of json, csv, table"}
        }) {
            err.getBuffer().setLength(0);
            assertThat(callwarden("report", "cost", "--to", "2025-11-24", mistake[0], mistake[1], "--config", config))
                    .isEqualTo(2);
            assertThat(err.toString()).contains(mistake[2]);
        }
    }

    private void write(String config, List<Call> calls) {
        Settings settings = Settings.of(Path.of(config), Map.of(), Map.of());
        try (FollowedCalls followed =
                new FollowedCalls(Configuration.from(settings), Clock.fixed(NINE, ZoneOffset.UTC))) {
            followed.store().write(calls, List.of());
        }
    }

    private static Call missed(int customer, int second) {
        return call(Direction.INBOUND, number(customer), "7001", second, null, List.of("102"), RingResult.NO_ANSWER);
    }

    private static Call answered(int customer, String by, int second) {
        return call(
                Direction.INBOUND,
                number(customer),
                "7001",
                second,
                new Answer(by, "Anna", NINE.plusSeconds(second + 4)),
                List.of(by),
                RingResult.ANSWERED);
    }

    private static Call callback(int customer, String by, int second, boolean reached) {
        Answer answer = reached ? new Answer(number(customer), null, NINE.plusSeconds(second + 10)) : null;
        return call(Direction.OUTBOUND, by, number(customer), second, answer, List.of(), RingResult.ANSWERED);
    }

    private static String number(int customer) {
        return "+7926000%04d".formatted(customer);
    }

    private static Call call(
            Direction direction,
            String from,
            String to,
            int second,
            Answer answer,
            List<String> rang,
            RingResult result) {
        Instant start = NINE.plusSeconds(second);
        Instant end = start.plusSeconds(60);
        boolean inbound = direction == Direction.INBOUND;
        return new Call(
                new CallId("hq", from + "." + to + "." + second),
                direction,
                new Caller(from, from.equals("101") ? "Anna" : null, inbound ? from : null),
                to,
                "trunk-a",
                List.of(),
                answer == null ? Outcome.ABANDONED : Outcome.ANSWERED,
                Stage.RING,
                inbound && answer == null,
                false,
                answer,
                rang.stream()
                        .map(phone -> new Ring(phone, start, Duration.ofSeconds(4), result))
                        .toList(),
                List.of(),
                new CallTimes(
                        start, start, end, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                EndedBy.CALLER,
                16);
    }

    private int report(String config, String which, String... more) {
        return callwarden(Stream.concat(
                        Stream.of(
                                "report",
                                which,
                                "--from",
                                "2025-11-24",
                                "--to",
                                "2025-11-24",
                                "--zone",
                                "UTC",
                                "--config",
                                config),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }

    private int callwarden(String... arguments) {
        CommandLine commandLine = Callwarden.commandLine();
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    private String config(String more) throws IOException {
        return Files.writeString(folder.resolve("callwarden.yml"), """
                        pbxs:
                          hq:
                            host: 127.0.0.1
                            username: agent
                            secret: s3cret
                        data-dir: data
                        calls:
                          region: RU
                        """ + more).toString();
    }
}
