package io.callwarden;

import io.callwarden.cli.Callwarden;

/** Entry point of the {@code callwarden} command. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(Callwarden.commandLine().execute(args));
    }
}
