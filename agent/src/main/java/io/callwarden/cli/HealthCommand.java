package io.callwarden.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code callwarden health}: for whatever looks after processes, such as a container engine. */
@Command(
        name = "health",
        description = "Asks the agent that runs with this configuration whether it is alive, with whatever TLS and"
                + " passwords it has. PBXs and databases that are away do not make it ill.",
        footer = ExitCode.HELP)
final class HealthCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        new RunningAgent(options.configuration())
                .copy("/-/healthy", Map.of(), spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
