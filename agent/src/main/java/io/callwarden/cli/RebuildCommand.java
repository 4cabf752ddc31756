package io.callwarden.cli;

import io.callwarden.cli.RunningAgent.Reply;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code callwarden rebuild-recovery}: makes all call-backs anew, which proves that they are what the calls say. */
@Command(
        name = "rebuild-recovery",
        description = {
            "Makes all call-backs anew from the calls on record and the closings by hand, and says how many customers had others before.",
            "None should; after `calls.region`, the names of employees or `recovery` were changed some may.",
            "The agent may run meanwhile: then it does the work. Nobody is told of what changes by this."
        },
        footer = ExitCode.HELP + "%n" + "   3  done, and call-backs of some customers were others than their calls say")
final class RebuildCommand implements Callable<Integer> {
    private static final int DIFFERED = 3;
    private static final int STILL_AT_IT = 202;
    private static final String PATH = "/api/recovery/rebuild";
    private static final Pattern RESULT = Pattern.compile("\"customersDiffered\":\\s*(\\d{1,9})");

    @Mixin
    private ConfigOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        int differed = new Records(options.configuration())
                .change(calls -> calls.callbacks().rebuild(), RebuildCommand::byTheAgent);
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                differed == 0
                        ? "All call-backs were made anew, and all are what they were."
                        : "All call-backs were made anew; those of %d customer(s) were others than their calls say."
                                .formatted(differed));
        out.flush();
        return differed == 0 ? ExitCode.OK : DIFFERED;
    }

    private static int byTheAgent(RunningAgent agent) {
        Reply reply = agent.command("POST", PATH, Map.of());
        while (reply.status() == STILL_AT_IT) {
            reply = agent.command("GET", PATH, Map.of());
        }
        Matcher result = RESULT.matcher(reply.text());
        if (!result.find()) {
            throw new Stop(ExitCode.FAILURE, "The agent answered something else than a count: " + reply.text());
        }
        return Integer.parseInt(result.group(1));
    }
}
