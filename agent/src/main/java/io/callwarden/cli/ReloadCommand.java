package io.callwarden.cli;

import io.callwarden.Configuration;
import io.callwarden.cli.RunningAgent.Reply;
import io.callwarden.config.Settings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code callwarden reload}: the running agent reads its configuration anew. */
@Command(
        name = "reload",
        description = {
            "Makes the running agent read its configuration anew, and says what is in effect now and what needs a restart.",
            "Where the configuration has mistakes nothing changes. Calls in progress and what waits to be told are kept.",
            "The agent reads the file, the environment and the flags with which it was started; the options of this command only say where it is found."
        },
        footer = ExitCode.HELP)
final class ReloadCommand implements Callable<Integer> {
    private static final int DONE = 200;

    @Mixin
    private ConfigOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = options.settings();
        // What is wrong in it the agent says, who has to know of it.
        Configuration configuration = Configuration.from(settings);
        RunningAgent agent = new RunningAgent(configuration);
        if (!agent.takesCommands()) {
            settings.check();
            throw new Stop(
                    ExitCode.UNAVAILABLE,
                    "No agent takes commands that uses data-dir %s: is it running, and do you run this as its user, such as sudo -u callwarden?"
                            .formatted(configuration.store().dataDir()));
        }
        Reply reply = agent.reload();
        if (reply.status() != DONE) {
            throw new Stop(ExitCode.CONFIGURATION, reply.text());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(reply.text());
        out.flush();
        return ExitCode.OK;
    }
}
