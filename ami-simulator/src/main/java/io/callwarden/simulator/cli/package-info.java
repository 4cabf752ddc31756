/**
 * The commands of {@code ami-simulator}, one class each. May import the simulator's public types, picocli and Logback's facade. Runs on
 * the main thread.
 */
package io.callwarden.simulator.cli;
