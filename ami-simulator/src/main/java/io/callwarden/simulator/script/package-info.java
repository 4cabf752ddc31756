/**
 * Composable scripts of calls, and a whole busy day made up of them, with the truth of what was played. A script speaks of people
 * and phones; {@link io.callwarden.simulator.script.Journal} alone knows the events that Asterisk 22 sends for it. May import
 * {@code io.callwarden.simulator}, Jackson and picocli. Nothing here starts a thread: whoever asks for the next event does the work.
 */
package io.callwarden.simulator.script;
