package io.callwarden.simulator.cli;

import io.callwarden.simulator.Recording;
import io.callwarden.simulator.Recordings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the recordings that come with the simulator. */
@Command(
        name = "list",
        description = "Lists the recordings that come with the simulator: calls on real Asterisks.",
        mixinStandardHelpOptions = true)
public final class ListCommand implements Callable<Integer> {

    @Option(
            names = "--truth",
            paramLabel = "NAME",
            description = "Print instead what truly happened in one of them, as its phones and callers saw it (JSON).")
    private String truth;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (truth != null) {
            out.println(Recordings.truth(truth).strip());
        } else {
            for (String name : Recordings.names()) {
                Recording recording = Recordings.read(name);
                out.printf(
                        "%-52s %4d events %3d s%n",
                        name, recording.messages().size(), recording.length().toSeconds());
            }
        }
        out.flush();
        return 0;
    }
}
