package io.callwarden.simulator;

/** Writes the answer to one action, headers in Asterisk's order, the ActionID echoed where Asterisk does. */
final class Reply {

    private final StringBuilder text = new StringBuilder(256);
    private final String actionId;
    private String prefix = "";
    private int items;

    Reply(Action action) {
        this.actionId = action.id();
    }

    Reply header(String name, Object value) {
        text.append(prefix).append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    /** Puts a role before the names that follow, such as {@code Parkee}. */
    Reply prefix(String role) {
        prefix = role;
        return this;
    }

    /** Text without the form of headers, as old commands put it out. */
    Reply raw(String lines) {
        text.append(lines);
        return this;
    }

    Reply actionId() {
        return actionId.isEmpty() ? this : header("ActionID", actionId);
    }

    /** Closes a message. */
    Reply end() {
        text.append("\r\n");
        return this;
    }

    /** Begins a success that headers follow. */
    Reply success() {
        return header("Response", "Success").actionId();
    }

    void success(String message) {
        success().header("Message", message).end();
    }

    void error(String message) {
        header("Response", "Error").actionId().header("Message", message).end();
    }

    void startList(String message) {
        success().header("EventList", "start").header("Message", message).end();
    }

    /** Begins an item of the list. */
    Reply item(String event) {
        items++;
        return header("Event", event);
    }

    /** Begins the event that ends the list. */
    Reply completeList(String event) {
        return header("Event", event).actionId().header("EventList", "Complete").header("ListItems", items);
    }

    int items() {
        return items;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
