package io.callwarden.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the simulated PBX knows of one channel. Guarded by the lock of {@link Pbx}. */
final class ChannelState {

    /** In the order of Asterisk's channel snapshot. */
    private static final List<EventField> SNAPSHOT = List.of(
            EventField.CHANNEL,
            EventField.CHANNEL_STATE,
            EventField.CHANNEL_STATE_DESC,
            EventField.CALLER_ID_NUM,
            EventField.CALLER_ID_NAME,
            EventField.CONNECTED_LINE_NUM,
            EventField.CONNECTED_LINE_NAME,
            EventField.LANGUAGE,
            EventField.ACCOUNT_CODE,
            EventField.CONTEXT,
            EventField.EXTEN,
            EventField.PRIORITY,
            EventField.UNIQUEID,
            EventField.LINKEDID);

    private final String[] snapshot = new String[SNAPSHOT.size()];
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final long createdMicros;
    private final String dialled;
    private String application = "";
    private String data = "";
    private String bridge = "";

    ChannelState(PlayedEvent created) {
        this.createdMicros = created.micros();
        update(created);
        // Only a leg that calls us (state 4, Ring) has dialled something.
        this.dialled = created.text(EventField.CHANNEL_STATE).equals("4") ? created.text(EventField.EXTEN) : "";
    }

    void update(PlayedEvent event) {
        for (int i = 0; i < snapshot.length; i++) {
            snapshot[i] = event.text(SNAPSHOT.get(i));
        }
    }

    void run(PlayedEvent newexten) {
        update(newexten);
        application = newexten.text(EventField.APPLICATION);
        data = newexten.text(EventField.APP_DATA);
    }

    void rename(String name) {
        snapshot[0] = name;
    }

    void enter(String bridgeUniqueid) {
        bridge = bridgeUniqueid;
    }

    void leave(String bridgeUniqueid) {
        if (bridge.equals(bridgeUniqueid)) {
            bridge = "";
        }
    }

    /** Inherited variables keep their underscores in the event, not in the channel. */
    void set(String variable, String value) {
        String name = variable.startsWith("__") ? variable.substring(2) : variable.replaceFirst("^_", "");
        if (value.isEmpty()) {
            variables.remove(name);
        } else {
            variables.put(name, value);
        }
    }

    String get(EventField field) {
        return snapshot[SNAPSHOT.indexOf(field)];
    }

    String name() {
        return snapshot[0];
    }

    String application() {
        return application;
    }

    String data() {
        return data;
    }

    String bridge() {
        return bridge;
    }

    /** The number that the caller dialled; empty for a leg that we called. */
    String dialled() {
        return dialled;
    }

    long createdMicros() {
        return createdMicros;
    }

    Map<String, String> variables() {
        return variables;
    }

    void writeSnapshot(Reply reply) {
        for (int i = 0; i < snapshot.length; i++) {
            reply.header(SNAPSHOT.get(i).header(), snapshot[i]);
        }
    }
}
