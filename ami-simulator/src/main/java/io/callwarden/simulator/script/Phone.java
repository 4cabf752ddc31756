package io.callwarden.simulator.script;

import java.time.Duration;
import java.util.Optional;

/**
 * A phone and what it and its owner do when it is called: {@code phone("120").answersAfter(seconds(1.5))}. Times count from the
 * moment it is called. Unchangeable; each verb gives a new one.
 */
public final class Phone {
    /** What ends the ringing, if the caller or the PBX does not end it first. */
    enum Reaction {
        IGNORES,
        ANSWERS,
        BUSY,
        DECLINES,
        /** The other side's network: no circuit. */
        FAILS,
        /** The other side's network: it rang and nobody came. */
        NOT_THERE,
        FORWARDS,
        IS_PICKED_UP
    }

    private static final Duration RINGS_AFTER = Duration.ofMillis(200);

    private final String extension;
    private final String owner;
    private final Reaction reaction;
    private final Duration after;
    private final Optional<Duration> ringsAfter;
    private final boolean registered;
    private final Optional<Phone> other;
    private final boolean throughLocal;

    private Phone(
            String extension,
            String owner,
            Reaction reaction,
            Duration after,
            Optional<Duration> ringsAfter,
            boolean registered,
            Optional<Phone> other,
            boolean throughLocal) {
        this.extension = extension;
        this.owner = owner;
        this.reaction = reaction;
        this.after = after;
        this.ringsAfter = ringsAfter;
        this.registered = registered;
        this.other = other;
        this.throughLocal = throughLocal;
    }

    /** A phone that rings and that nobody answers. */
    public static Phone phone(String extension) {
        return new Phone(
                extension,
                "Agent " + extension,
                Reaction.IGNORES,
                Duration.ZERO,
                Optional.of(RINGS_AFTER),
                true,
                Optional.empty(),
                false);
    }

    public Phone answersAfter(Duration time) {
        return reacting(Reaction.ANSWERS, time, other);
    }

    public Phone ignores() {
        return reacting(Reaction.IGNORES, Duration.ZERO, other);
    }

    /** Says 486 after this time. */
    public Phone isBusyAfter(Duration time) {
        return reacting(Reaction.BUSY, time, other);
    }

    /** Its owner presses the red key after this time (603). */
    public Phone declinesAfter(Duration time) {
        return reacting(Reaction.DECLINES, time, other);
    }

    /** The network behind a trunk says 503 after this time. */
    public Phone failsAfter(Duration time) {
        return reacting(Reaction.FAILS, time, other);
    }

    /** The network behind a trunk says 480 after this time. */
    public Phone isNotThereAfter(Duration time) {
        return reacting(Reaction.NOT_THERE, time, other);
    }

    /** Sends its caller on to another phone (302) before it rings. */
    public Phone forwardsTo(Phone target) {
        return reacting(Reaction.FORWARDS, RINGS_AFTER, Optional.of(target)).silent();
    }

    /** A colleague dials the pickup code after this time and takes the call. */
    public Phone isPickedUpBy(String colleague, Duration time) {
        return reacting(Reaction.IS_PICKED_UP, time, Optional.of(phone(colleague)));
    }

    /** It reacts without ever having rung. */
    public Phone silent() {
        return new Phone(extension, owner, reaction, after, Optional.empty(), registered, other, throughLocal);
    }

    public Phone ringsAfter(Duration time) {
        return new Phone(extension, owner, reaction, after, Optional.of(time), registered, other, throughLocal);
    }

    /** Nobody knows where it is: the PBX does not even try. */
    public Phone unregistered() {
        return new Phone(extension, owner, reaction, after, ringsAfter, false, other, throughLocal);
    }

    /** Registered, but without power or network: no word comes back. */
    public Phone dead() {
        return ignores().silent();
    }

    /** It is called through a Local channel, as FreePBX does in ring groups. */
    public Phone throughLocal() {
        return new Phone(extension, owner, reaction, after, ringsAfter, registered, other, true);
    }

    public Phone of(String newOwner) {
        return new Phone(extension, newOwner, reaction, after, ringsAfter, registered, other, throughLocal);
    }

    private Phone reacting(Reaction newReaction, Duration time, Optional<Phone> target) {
        return new Phone(extension, owner, newReaction, time, ringsAfter, registered, target, throughLocal);
    }

    public String extension() {
        return extension;
    }

    String owner() {
        return owner;
    }

    Reaction reaction() {
        return reaction;
    }

    Duration after() {
        return after;
    }

    Optional<Duration> rings() {
        return ringsAfter;
    }

    boolean isRegistered() {
        return registered;
    }

    /** Where it forwards to, or who picks it up. */
    Phone other() {
        return other.orElseThrow();
    }

    boolean isThroughLocal() {
        return throughLocal;
    }
}
