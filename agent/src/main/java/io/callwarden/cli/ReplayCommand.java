package io.callwarden.cli;

import io.callwarden.CallConfig;
import io.callwarden.Configuration;
import io.callwarden.PbxConfig;
import io.callwarden.call.Call;
import io.callwarden.call.CallRules;
import io.callwarden.call.CallStory;
import io.callwarden.call.LineRoles;
import io.callwarden.export.CallJson;
import io.callwarden.number.PhoneNumbers;
import io.callwarden.replay.Replay;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callwarden replay}: what the agent would have said of recorded AMI. */
@Command(
        name = "replay",
        description = {
            "Reads recordings of AMI and prints each call that ended as one line of JSON.",
            "Each file is a PBX of its own, named by the file without its endings."
        },
        footer = ExitCode.HELP)
final class ReplayCommand implements Callable<Integer> {
    private static final String STDIN = "-";
    private static final int BUFFER = 1 << 16;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Raw AMI stream, may be compressed (.gz); - is standard input.")
    private List<String> files;

    @Option(
            names = "--explain",
            description = "Tells each call's story instead: what changed its state, when, and how it ended.")
    private boolean explain;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description =
                    "Takes names, short limit, region, and the trunks and phones of a PBX of the same name from this file.")
    private Path config;

    @Option(
            names = "--trunk",
            paramLabel = "PATTERN",
            description = "An endpoint that is a trunk, such as provider-*. May be repeated.")
    private List<String> trunks = List.of();

    @Option(
            names = "--phone",
            paramLabel = "PATTERN",
            description = "An endpoint that is an employee's phone. May be repeated.")
    private List<String> phones = List.of();

    @Option(
            names = "--region",
            paramLabel = "COUNTRY",
            description = "Country of numbers without a country code, such as RU.")
    private String region;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Configuration configuration = config == null ? null : ConfigOptions.of(config);
        CallRules rules = rules(configuration);
        PrintWriter out = spec.commandLine().getOut();
        int exitCode = ExitCode.OK;
        for (String file : files) {
            exitCode = Math.max(exitCode, replay(file, rules, lines(configuration, nameOf(file)), out));
            if (out.checkError()) {
                return ExitCode.FAILURE; // Whoever read this is gone.
            }
        }
        return exitCode;
    }

    private int replay(String file, CallRules rules, LineRoles.Rules lines, PrintWriter out) {
        Stories stories = new Stories(out);
        Consumer<Call> onCall = explain ? stories::tell : call -> out.print(CallJson.line(call) + "\n");
        Replay replay = new Replay(nameOf(file), rules, lines, onCall, explain ? stories : CallStory.NONE);
        try (InputStream in = open(file)) {
            replay.run(in);
        } catch (NoSuchFileException e) {
            return failed(file + ": no such file");
        } catch (IOException e) {
            return failed("%s: cannot be read to its end (%s)".formatted(file, e.getMessage()));
        } finally {
            if (explain) {
                stories.tellUnfinished();
            }
            out.flush();
        }
        if (replay.stream().messages() == 0) {
            return failed(file + ": holds no AMI event that says anything about a call");
        }
        if (replay.stream().damage() > 0) {
            warn("%s: %d lines or messages could not be read and were skipped"
                    .formatted(file, replay.stream().damage()));
        }
        if (replay.stillInProgress() > 0) {
            warn("%s: ends with %d calls in progress, which are not printed".formatted(file, replay.stillInProgress()));
        }
        return ExitCode.OK;
    }

    private int failed(String message) {
        warn(message);
        return ExitCode.FAILURE;
    }

    private void warn(String message) {
        spec.commandLine().getErr().println("callwarden: " + message);
    }

    private static InputStream open(String file) throws IOException {
        if (file.equals(STDIN)) {
            return System.in;
        }
        InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(file)), BUFFER);
        return file.endsWith(".gz") ? new GZIPInputStream(in, BUFFER) : in;
    }

    /** {@code day/hq.ami.gz} is hq. */
    static String nameOf(String file) {
        if (file.equals(STDIN)) {
            return "stdin";
        }
        Path last = Path.of(file).getFileName();
        String name = last == null ? file : last.toString();
        String unzipped = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        int dot = unzipped.lastIndexOf('.');
        return dot > 0 ? unzipped.substring(0, dot) : unzipped;
    }

    private CallRules rules(Configuration configuration) {
        String country = region != null
                ? region
                : configuration == null ? "" : configuration.calls().region();
        if (!country.isEmpty() && !PhoneNumbers.regions().contains(country)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--region: must be a country as two capital letters, such as RU or DE, found \"" + country + "\"");
        }
        CallConfig calls = configuration == null
                ? new CallConfig(CallRules.DEFAULT.shortAbandon(), Duration.ZERO, country, Map.of())
                : configuration.calls();
        return calls.rules(new PhoneNumbers(country.isEmpty() ? null : country), Map.of());
    }

    private LineRoles.Rules lines(Configuration configuration, String pbx) {
        if (configuration != null && trunks.isEmpty() && phones.isEmpty()) {
            return configuration.pbxs().stream()
                    .filter(known -> known.name().equals(pbx))
                    .map(PbxConfig::lines)
                    .findFirst()
                    .orElse(LineRoles.Rules.NONE);
        }
        return new LineRoles.Rules(trunks, phones, List.of(), List.of());
    }
}
