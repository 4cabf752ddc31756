package io.callwarden.replay;

import io.callwarden.ami.RecordedStream;
import io.callwarden.call.Call;
import io.callwarden.call.CallListener;
import io.callwarden.call.CallRules;
import io.callwarden.call.CallStory;
import io.callwarden.call.CallTracker;
import io.callwarden.call.LineRoles;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Replays one recording of one PBX. One thread, one use. */
public final class Replay {
    private static final int CHUNK = 1 << 16;

    private final CallTracker tracker;
    private final RecordedStream stream;
    private long calls;

    /**
     * @param pbx name of the PBX, part of every call's id
     * @param onCall is told of every call that is over, in the order of their ends
     * @param story is told each step of each call, {@link CallStory#NONE} for nobody
     */
    public Replay(String pbx, CallRules rules, LineRoles.Rules lines, Consumer<Call> onCall, CallStory story) {
        CallListener listener = call -> {
            calls++;
            onCall.accept(call);
        };
        CallStory told = story == CallStory.NONE
                ? story
                : (id, at, text) -> story.step(id, at, text + "  [" + currentEvent() + "]");
        tracker = new CallTracker(pbx, rules, new LineRoles(lines), listener, told);
        stream = new RecordedStream(tracker);
    }

    /**
     * Reads to the end of {@code in}, and lets calls end that only waited for stragglers.
     *
     * @throws IOException if {@code in} cannot be read
     */
    public void run(InputStream in) throws IOException {
        byte[] buffer = new byte[CHUNK];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            stream.feed(buffer, 0, read);
        }
        tracker.advance(stream.now().plus(CallTracker.SETTLE));
    }

    private String currentEvent() {
        return stream.event();
    }

    /** Calls that ended. */
    public long calls() {
        return calls;
    }

    /** Calls whose end the recording does not hold. */
    public int stillInProgress() {
        return tracker.inProgress().total();
    }

    /** What was read and what could not be. */
    public RecordedStream stream() {
        return stream;
    }
}
