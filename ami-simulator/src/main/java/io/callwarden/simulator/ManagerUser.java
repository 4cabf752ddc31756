package io.callwarden.simulator;

/**
 * A user as in manager.conf.
 *
 * @param secret compared as it is, by plain login or MD5 challenge
 * @param read the classes of events he may see, such as {@code system,call,agent} or {@code all}; empty for none
 * @param write the classes of actions he may use, in the same form
 */
public record ManagerUser(String name, String secret, String read, String write) {

    public ManagerUser {
        PrivilegeClass.maskOf(read);
        PrivilegeClass.maskOf(write);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a manager user needs a name");
        }
    }

    /** A user who may see and do everything. */
    public static ManagerUser all(String name, String secret) {
        return new ManagerUser(name, secret, "all", "all");
    }

    int readMask() {
        return PrivilegeClass.maskOf(read);
    }

    int writeMask() {
        return PrivilegeClass.maskOf(write);
    }

    @Override
    public String toString() {
        return "user " + name + " (read=" + read + ", write=" + write + ")";
    }
}
