package io.callwarden.ami;

/** Why a connection ended after the login; a closed set, for metrics. The log says more. */
public enum Disconnect {
    /** Asterisk closed it without a word. */
    CLOSED("closed"),
    /** Asterisk was shut down or restarted. */
    SHUTDOWN("shutdown"),
    /** Nothing was heard any more. */
    TIMEOUT("timeout"),
    /** The network, or TLS. */
    FAILED("failed"),
    /** This agent closed it, to connect with other settings. */
    RECONFIGURED("reconfigured");

    private final String label;

    Disconnect(String label) {
        this.label = label;
    }

    /** As metrics call it. */
    public String label() {
        return label;
    }
}
