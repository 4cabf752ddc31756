package io.callwarden.simulator.cli;

import io.callwarden.simulator.Recording;
import io.callwarden.simulator.Recordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The recordings that a command line names. */
final class RecordingSource {

    @Parameters(
            paramLabel = "NAME|FILE",
            arity = "1..*",
            description =
                    "Recordings: names as 'list' shows them, or files with the raw stream of a manager (.ami, .ami.gz).")
    private List<String> names;

    /** @throws IOException if a file cannot be read, or one is neither a name nor a file */
    List<Recording> read() throws IOException {
        List<Recording> recordings = new ArrayList<>();
        for (String name : names) {
            recordings.add(read(name));
        }
        return recordings;
    }

    private static Recording read(String name) throws IOException {
        if (Recordings.names().contains(name)) {
            return Recordings.read(name);
        }
        if (!Files.isRegularFile(Path.of(name))) {
            throw new IOException("\"" + name + "\" is neither a file nor the name of a recording that comes with the"
                    + " simulator; 'ami-simulator list' shows those");
        }
        Recording recording = Recording.read(Path.of(name));
        if (recording.messages().isEmpty()) {
            throw new IOException("there is no event in " + name + "; is it the raw stream of an Asterisk manager?");
        }
        return recording;
    }
}
