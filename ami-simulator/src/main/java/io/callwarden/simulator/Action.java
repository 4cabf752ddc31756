package io.callwarden.simulator;

import java.util.List;

/**
 * What a client asked for.
 *
 * @param headers at least one
 * @param fault why it cannot be carried out as it came; empty if it can
 */
record Action(List<Header> headers, String fault) {

    String name() {
        return get("Action");
    }

    String id() {
        return get("ActionID");
    }

    /** The value of the first header of that name in any case of letters; empty where there is none. */
    String get(String name) {
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                return header.value();
            }
        }
        return "";
    }
}
