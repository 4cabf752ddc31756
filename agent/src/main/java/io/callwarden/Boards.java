package io.callwarden;

import io.callwarden.ami.PbxFacts;
import io.callwarden.ami.PbxListeners;
import io.callwarden.call.BlindInterval;
import io.callwarden.call.DeviceState;
import io.callwarden.call.LineSnapshot;
import io.callwarden.call.PbxEvents;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.employee.EmployeeBoard;
import io.callwarden.line.LineBoard;
import io.callwarden.queue.QueueBoard;
import io.callwarden.voice.VoiceWatch;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What stands beside the calls of one PBX: its queues, lines, employees and voice. Hands on to each what it needs of what the PBX tells. The
 * PBX's thread only.
 *
 * @param voice null where nobody wants to know
 */
record Boards(QueueBoard queues, LineBoard lines, EmployeeBoard employees, VoiceWatch voice) {
    Boards with(VoiceWatch newVoice) {
        return new Boards(queues, lines, employees, newVoice);
    }

    /** Who is to be told of events: these, and {@code calls}. */
    PbxListeners listeners(PbxEvents calls) {
        return new PbxListeners(
                calls, new QueueListeners(queues, employees), new LineListeners(lines, employees), voice);
    }

    void onFacts(PbxFacts facts) {
        Map<String, DeviceState> devices = new HashMap<>();
        facts.deviceStates().forEach((device, state) -> devices.put(device, DeviceState.of(state)));
        employees.onDevices(devices);
        lines.rolesChanged();
    }

    void onLines(LineSnapshot snapshot) {
        lines.onLines(snapshot);
    }

    /** After the tracker of calls took it in. */
    void onSnapshot(PbxSnapshot snapshot) {
        queues.onSnapshot(snapshot);
        employees.onSnapshot(snapshot);
        lines.onSnapshot(snapshot);
        if (voice != null) {
            voice.onSnapshot(snapshot);
        }
    }

    /** The PBX is heard again in complete state. */
    void onHeard(Instant now) {
        employees.onHeard(now);
    }

    void onLost(Instant lastHeard) {
        queues.onLost();
        employees.onLost(lastHeard);
    }

    void onBlind(BlindInterval blind) {
        employees.onBlind(blind);
    }

    /** It is {@code now} on the PBX, as far as its events have come. */
    void advance(Instant now) {
        queues.advance(now);
    }
}
