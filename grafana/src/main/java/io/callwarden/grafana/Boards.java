package io.callwarden.grafana;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All boards, in the order in which a newcomer reads them. */
public final class Boards {
    private Boards() {}

    static List<Dashboard> all() {
        return List.of(
                MissedCallsBoard.board(),
                LiveBoard.board(),
                QueuesBoard.board(),
                PeopleBoard.board(),
                CallbacksBoard.board(),
                LinesBoard.board(),
                VoiceBoard.board(),
                WeekBoard.board(),
                MonitorBoard.board());
    }

    /** File name to content. */
    static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        all().forEach(board -> files.put(board.uid() + ".json", Json.text(board.json())));
        return files;
    }

    /**
     * Writes every board as Grafana reads it.
     *
     * @param args one: the folder to write to
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("say which folder the boards are to be written to, as one argument");
        }
        Path folder = Files.createDirectories(Path.of(args[0]));
        for (Map.Entry<String, String> file : files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
