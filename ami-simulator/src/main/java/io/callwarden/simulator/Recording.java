package io.callwarden.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What an Asterisk manager sent, event by event: a recorded call, or one made up by a script. Immutable.
 *
 * <p>A file holds the raw bytes of the wire (gzip is seen by its first bytes). Kept are the events; dropped are what belongs to the
 * recorder's own session: banner, replies, list items, {@code FullyBooted} and its {@code SuccessfulAuth}. Names, order, repetition
 * and values of headers stay exactly as they were, {@code Timestamp} included; the player writes its own {@code Timestamp} in its
 * place. Events without {@code Timestamp} come together with the one before them.
 */
public final class Recording {

    private final String name;
    private final List<TimedMessage> messages;

    /**
     * @param name for people; of a file, its name without the endings
     * @param messages in the order they are sent, offsets not decreasing
     */
    public Recording(String name, List<TimedMessage> messages) {
        this.name = name;
        this.messages = List.copyOf(messages);
        Duration latest = Duration.ZERO;
        for (TimedMessage message : this.messages) {
            if (message.offset().compareTo(latest) < 0) {
                throw new IllegalArgumentException("recording " + name + ": event " + message.event() + " at "
                        + message.offset() + " comes after one at " + latest);
            }
            latest = message.offset();
        }
    }

    /** Reads a raw recording to its end; the stream stays open. A message cut off by the end is dropped. */
    public static Recording read(String name, InputStream raw) throws IOException {
        return new Recording(name, new RecordingReader(raw).readAll());
    }

    /** As {@link #read(String, InputStream)}. */
    public static Recording read(String name, byte[] raw) {
        try {
            return read(name, new ByteArrayInputStream(raw));
        } catch (IOException e) {
            throw new IllegalArgumentException("recording " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads a file such as {@code call.ami} or {@code day.ami.gz}, which gives recordings {@code call} and {@code day}. */
    public static Recording read(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file)) {
            return read(file.getFileName().toString().replaceFirst("(\\.ami)?(\\.gz)?$", ""), raw);
        }
    }

    public String name() {
        return name;
    }

    public List<TimedMessage> messages() {
        return messages;
    }

    /** From the first event to the last. */
    public Duration length() {
        return messages.isEmpty()
                ? Duration.ZERO
                : messages.get(messages.size() - 1).offset();
    }

    @Override
    public String toString() {
        return name + " (" + messages.size() + " events, " + length() + ")";
    }
}
