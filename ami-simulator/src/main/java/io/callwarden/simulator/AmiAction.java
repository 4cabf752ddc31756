package io.callwarden.simulator;

/**
 * An action that clients may ask for.
 *
 * @param privileges class bits of which a session needs any one; 0 for none
 */
record AmiAction(String name, String synopsis, int privileges, Handler handler) {

    /** Carries out an action. Called under the lock of {@link Pbx}. */
    @FunctionalInterface
    interface Handler {
        void answer(Action action, Session session, Reply reply);
    }

    static AmiAction of(String name, String synopsis, Handler handler, PrivilegeClass... anyOf) {
        int mask = 0;
        for (PrivilegeClass each : anyOf) {
            mask |= each.bit();
        }
        return new AmiAction(name, synopsis, mask, handler);
    }
}
