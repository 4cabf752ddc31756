package io.callwarden.setup;

import java.util.ArrayList;
import java.util.List;

/** The text of {@code manager.d/callwarden.conf}. */
final class ManagerFile {
    /** Where it lies in Asterisk's folder. */
    static final String PATH = "manager.d/callwarden.conf";

    /** The agent reads at once; this is for the moments in which its machine is busy. Asterisk's own 100 ms are too few. */
    private static final int WRITE_TIMEOUT_MILLIS = 5_000;

    private ManagerFile() {}

    /**
     * All of it.
     *
     * @param version null where it is not known
     * @param timestamps whether to switch on timestampevents, for all users
     */
    static String text(ManagerUser user, AsteriskVersion version, boolean timestamps) {
        List<String> lines = new ArrayList<>();
        lines.add("; The manager user of Callwarden, written by \"callwarden setup\". It listens; it changes nothing.");
        lines.add("; After a change: asterisk -rx 'manager reload'. What it may do is explained in docs/asterisk.md.");
        if (timestamps) {
            lines.add("");
            lines.add("; Exact times of events, for this and all other users.");
            lines.add("[general](+)");
            lines.add("timestampevents = yes");
        }
        lines.add("");
        lines.add("[" + user.name() + "]");
        lines.add("secret = " + user.secret().value());
        lines.add("deny = 0.0.0.0/0.0.0.0");
        if (user.permit().stream().anyMatch(address -> address.contains(":"))) {
            lines.add("deny = ::/0");
        }
        user.permit().forEach(address -> lines.add("permit = " + address));
        lines.add("read = " + user.read());
        lines.add("write = " + user.write());
        lines.add("writetimeout = " + WRITE_TIMEOUT_MILLIS);
        lines.add("; Events that the agent never reads, so that Asterisk need not write them.");
        EventFilters.lines(version).forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }
}
