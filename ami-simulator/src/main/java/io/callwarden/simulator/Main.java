package io.callwarden.simulator;

/** Entry point of the {@code ami-simulator} command. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(2);
    }
}
