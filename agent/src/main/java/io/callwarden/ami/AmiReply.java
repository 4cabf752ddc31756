package io.callwarden.ami;

import java.util.List;
import java.util.Locale;

/**
 * What Asterisk answered to one action.
 *
 * @param response the response itself
 * @param rows the events of the list that belongs to it; empty for an action without one
 */
public record AmiReply(AmiRow response, List<AmiRow> rows) {
    public AmiReply {
        rows = List.copyOf(rows);
    }

    /** False where Asterisk refused or could not do it: {@link #message} says why. */
    public boolean succeeded() {
        return !response.name().equalsIgnoreCase("Error");
    }

    /** Asterisk's own words; empty where it gave none. */
    public String message() {
        return response.text("Message");
    }

    /** True where the user lacks the privilege for the action. */
    public boolean denied() {
        return !succeeded() && message().toLowerCase(Locale.ROOT).contains("permission denied");
    }

    /** True where this Asterisk does not have the action: its module is not loaded, or not made yet in its version. */
    public boolean unknownAction() {
        return !succeeded() && message().toLowerCase(Locale.ROOT).contains("invalid/unknown command");
    }
}
