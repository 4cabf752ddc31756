package io.callwarden.cli;

/** Ends a command with one sentence for the user and an exit code. */
final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    Stop(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
