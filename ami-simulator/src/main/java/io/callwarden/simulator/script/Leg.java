package io.callwarden.simulator.script;

import java.util.function.BiConsumer;

/**
 * One channel, as the headers of an event describe it. Its name and Uniqueid are given only when its Newchannel is sent, so that
 * the numbers of overlapping calls run in the order of time, as in Asterisk.
 */
final class Leg {
    /** The state of a channel; the number is what {@code ChannelState} says. */
    enum State {
        DOWN("0", "Down"),
        RING("4", "Ring"),
        RINGING("5", "Ringing"),
        UP("6", "Up"),
        BUSY("7", "Busy");

        private final String number;
        private final String text;

        State(String number, String text) {
            this.number = number;
            this.text = text;
        }
    }

    private static final String UNKNOWN = "<unknown>";

    private final Device device;
    private Identity identity = new Identity();
    private Identity linked = identity;
    State state = State.DOWN;
    String number = "";
    String name = "";
    String connectedNumber = "";
    String connectedName = "";
    String context = "";
    String exten = "s";
    int priority = 1;

    Leg(Device device) {
        this.device = device;
    }

    /** The device, or the half of a Local channel, that this leg belongs to. */
    Device device() {
        return device;
    }

    /** The name and numbers of this leg; they travel to another leg in a masquerade. */
    Identity identity() {
        return identity;
    }

    /** Takes over the name and the Uniqueid of another leg and whom it is linked to. */
    void becomes(Leg other) {
        identity = other.identity;
        linked = other.linked;
    }

    Leg linkedTo(Leg other) {
        linked = other.linked;
        return this;
    }

    Leg speaksFor(String callerNumber, String callerName) {
        number = callerNumber;
        name = callerName;
        return this;
    }

    Leg connectedTo(String otherNumber, String otherName) {
        connectedNumber = otherNumber;
        connectedName = otherName;
        return this;
    }

    Leg at(String newContext, String newExten, int newPriority) {
        context = newContext;
        exten = newExten;
        priority = newPriority;
        return this;
    }

    Leg in(State newState) {
        state = newState;
        return this;
    }

    /** Gives each header of a channel snapshot, with the values of now; names and ids are asked for when the event is sent. */
    void describe(String prefix, BiConsumer<String, Object> headers) {
        Identity id = identity;
        Identity link = linked;
        headers.accept(prefix + "Channel", (Late) exchange -> id.channel());
        headers.accept(prefix + "ChannelState", state.number);
        headers.accept(prefix + "ChannelStateDesc", state.text);
        headers.accept(prefix + "CallerIDNum", orUnknown(number));
        headers.accept(prefix + "CallerIDName", orUnknown(name));
        headers.accept(prefix + "ConnectedLineNum", orUnknown(connectedNumber));
        headers.accept(prefix + "ConnectedLineName", orUnknown(connectedName));
        headers.accept(prefix + "Language", "en");
        headers.accept(prefix + "AccountCode", "");
        headers.accept(prefix + "Context", context);
        headers.accept(prefix + "Exten", exten);
        headers.accept(prefix + "Priority", Integer.toString(priority));
        headers.accept(prefix + "Uniqueid", (Late) exchange -> id.uniqueId());
        headers.accept(prefix + "Linkedid", (Late) exchange -> link.uniqueId());
    }

    private static String orUnknown(String text) {
        return text.isEmpty() ? UNKNOWN : text;
    }

    /** What a leg is called; empty until the leg is born. */
    static final class Identity {
        private String channel = "";
        private String uniqueId = "";

        void born(String givenChannel, String givenUniqueId) {
            channel = givenChannel;
            uniqueId = givenUniqueId;
        }

        String channel() {
            return channel;
        }

        String uniqueId() {
            return uniqueId;
        }
    }
}
