package io.callwarden.cli;

import io.callwarden.cli.RunningAgent.Reply;
import io.callwarden.web.PersonDesk;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callwarden forget}: removes a person from everything that is kept. */
@Command(
        name = "forget",
        description = {
            "Removes a person from everything that is kept: number and name in all calls, call-backs, notices and remarks.",
            "The calls stay as calls of nobody, so that reports of past days stay true; a call-back that is open counts as lost, and nobody is told of it.",
            "A call that goes on meanwhile is recorded as one of nobody. What he does later is recorded as ever.",
            "The agent may run meanwhile: then it does the work. Says what lies elsewhere: backups, who was told, Asterisk's own records."
        },
        footer = ExitCode.HELP)
final class ForgetCommand implements Callable<Integer> {
    private static final int STILL_AT_IT = 202;
    private static final String PATH = "/api/people/forget";

    @Mixin
    private ConfigOptions options;

    @Parameters(paramLabel = "NUMBER", description = "His number in any spelling: 8 926 000-40-01 is +79260004001.")
    private String number;

    @Option(names = "--yes", description = "Does not ask whether it is meant.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only says what there is.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Records records = new Records(options.configuration());
        PrintWriter out = spec.commandLine().getOut();
        if (dryRun || !yes) {
            String there = records.change(
                    calls -> Understood.by(spec, () -> calls.people().look(number)), agent -> ask(agent, true));
            out.println(there);
            out.flush();
        }
        if (dryRun) {
            return ExitCode.OK;
        }
        if (!yes) {
            confirm();
        }
        String done = records.change(calls -> forget(calls.people()), agent -> ask(agent, false));
        out.println(done);
        out.flush();
        return ExitCode.OK;
    }

    /** Alone with the database, which is then rewritten at once. */
    private String forget(PersonDesk people) {
        String done = Understood.by(spec, () -> people.forget(number));
        people.rewriteFile();
        return done.lines()
                .filter(line -> !line.equals(PersonDesk.TRACES))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private void confirm() {
        Console console = System.console();
        if (console == null) {
            throw new Stop(ExitCode.USAGE, "Nothing was changed: say --yes where nobody can be asked");
        }
        String answer = console.readLine("Remove all of it for ever? [y/N] ");
        if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
            throw new Stop(ExitCode.FAILURE, "Nothing was changed");
        }
    }

    private String ask(RunningAgent agent, boolean onlyLook) {
        Reply reply = agent.command("POST", PATH, Map.of("number", number, "dryRun", Boolean.toString(onlyLook)));
        while (reply.status() == STILL_AT_IT) {
            reply = agent.command("GET", PATH, Map.of());
        }
        return reply.text();
    }
}
