package io.callwarden;

/** Entry point of the {@code callwarden} command. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(2);
    }
}
