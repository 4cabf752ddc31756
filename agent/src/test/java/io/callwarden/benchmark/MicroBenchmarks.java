package io.callwarden.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Decoder and tracker by JMH. */
final class MicroBenchmarks {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private MicroBenchmarks() {}

    static void run(Report report, Path log, List<String> agentFlags) throws RunnerException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("JMH", "JVM", "ns per event", "± (99.9 %)", "B allocated per event"));
        addRows(rows, "as the agent runs", log.resolveSibling("jmh-agent.log"), agentFlags);
        addRows(rows, "C2", log.resolveSibling("jmh-c2.log"), List.of("-XX:+UseSerialGC", "-Xmx256m"));
        report.table(rows);
    }

    private static void addRows(List<List<String>> rows, String jvm, Path log, List<String> flags)
            throws RunnerException {
        System.err.println("JMH, " + jvm);
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("io\\.callwarden\\.(ami\\.DecoderBenchmark|benchmark\\.TrackerBenchmark)")
                        .forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler(GCProfiler.class)
                        .jvmArgs(flags.toArray(String[]::new))
                        .output(log.toString())
                        .shouldFailOnError(true)
                        .build())
                .run();
        for (RunResult result : results) {
            rows.add(List.of(
                    result.getPrimaryResult().getLabel().equals("calls")
                            ? "bytes to calls (decoder, tracker)"
                            : "bytes to messages (decoder)",
                    jvm,
                    Report.number(result.getPrimaryResult().getScore(), 0),
                    Report.number(result.getPrimaryResult().getScoreError(), 0),
                    Report.number(allocated(result), 0)));
        }
    }

    private static double allocated(RunResult result) {
        // Its name has a middle dot before it in some versions.
        for (String name : result.getSecondaryResults().keySet()) {
            if (name.endsWith(ALLOCATED)) {
                return result.getSecondaryResults().get(name).getScore();
            }
        }
        return Double.NaN;
    }
}
