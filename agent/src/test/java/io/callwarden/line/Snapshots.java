package io.callwarden.line;

import io.callwarden.call.PbxSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Snapshots of channels that call us and are not answered yet. */
final class Snapshots {
    private static final int RING = 4;

    private Snapshots() {}

    /** @param idsAndNames id and name of each channel, in turn */
    static PbxSnapshot of(Instant askedAt, String... idsAndNames) {
        List<PbxSnapshot.Channel> channels = new ArrayList<>();
        for (int i = 0; i < idsAndNames.length; i += 2) {
            channels.add(channel(idsAndNames[i], idsAndNames[i + 1], RING, ""));
        }
        return new PbxSnapshot(askedAt, null, channels, false, List.of(), List.of(), List.of());
    }

    static PbxSnapshot.Channel channel(String id, String name, int state, String application) {
        return new PbxSnapshot.Channel(id, id, name, state, "", "", "", "", application, "", "", Duration.ofSeconds(1));
    }
}
