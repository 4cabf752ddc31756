package io.callwarden.simulator.script;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the truth of a call while it is played. Every change is told by who lived through it, not read from the events. */
final class TruthBook {
    private final Instant started;
    private String direction = "inbound";
    private Optional<String> trunk = Optional.empty();
    private String caller = "";
    private String did = "";
    private String stage = "none";
    private Optional<String> queue = Optional.empty();
    private Optional<String> answeredBy = Optional.empty();
    private final List<String> rang = new ArrayList<>();
    private Optional<Instant> asked = Optional.empty();
    private Optional<Instant> waitEnded = Optional.empty();
    private Optional<Instant> answered = Optional.empty();
    private boolean optional;
    private final List<Truth.TrueTransfer> transfers = new ArrayList<>();

    TruthBook(Instant started) {
        this.started = started;
    }

    void begins(String newDirection, String newCaller, String newDid) {
        direction = newDirection;
        caller = newCaller;
        did = newDid;
    }

    void through(String newTrunk) {
        trunk = Optional.of(newTrunk);
    }

    /** It never came so far that a record of it is due. */
    void mayGoUnrecorded() {
        optional = true;
    }

    /** The call leaves the house: the number without the prefix of the outside line. */
    void leaves(String newTrunk, String number) {
        direction = "outbound";
        through(newTrunk);
        did = number;
    }

    /** The caller hears a menu ({@code ivr}) or an announcement, which matters while no person was asked for. */
    void hears(String what) {
        if (asked.isEmpty() && !stage.equals("ivr")) {
            stage = what;
        }
    }

    void asks(String where, Instant at) {
        if (asked.isEmpty()) {
            asked = Optional.of(at);
        }
        stage = where;
    }

    void inQueue(String name, Instant at) {
        asks("queue", at);
        queue = Optional.of(name);
    }

    /** The queue did not take him: he did not wait. */
    void refused(String name, Instant at) {
        inQueue(name, at);
        if (waitEnded.isEmpty()) {
            waitEnded = Optional.of(at);
        }
    }

    void rang(String extension) {
        rang.add(extension);
    }

    /** The first person to talk with the caller; a later one changes nothing. */
    void answered(String extension, Instant at) {
        if (answered.isEmpty()) {
            answered = Optional.of(at);
            answeredBy = direction.equals("outbound") ? Optional.empty() : Optional.of(extension);
        }
    }

    boolean isAsked() {
        return asked.isPresent();
    }

    boolean isAnswered() {
        return answered.isPresent();
    }

    Optional<Instant> answeredAt() {
        return answered;
    }

    Optional<String> answeredBy() {
        return answeredBy;
    }

    void leftForVoicemail(Instant at) {
        asks("voicemail", at);
        if (waitEnded.isEmpty()) {
            waitEnded = Optional.of(at);
        }
    }

    void transferred(String kind, String from, String to) {
        transfers.add(new Truth.TrueTransfer(kind, from, to, false));
    }

    void transferAnswered() {
        int last = transfers.size() - 1;
        if (last >= 0) {
            Truth.TrueTransfer transfer = transfers.get(last);
            transfers.set(last, new Truth.TrueTransfer(transfer.kind(), transfer.from(), transfer.to(), true));
        }
    }

    /** @param outcomeOtherwise the outcome unless a person answered or voicemail took the call */
    Truth ends(String uniqueId, String outcomeOtherwise, String endedBy, Instant at, Duration shortAbandon) {
        String outcome = answered.isPresent() ? "answered" : stage.equals("voicemail") ? "voicemail" : outcomeOtherwise;
        Instant until = answered.or(() -> waitEnded).orElse(at);
        Optional<Duration> wait = asked.map(since -> Duration.between(since, until));
        boolean tooShort = outcome.equals("abandoned")
                && wait.filter(time -> time.compareTo(shortAbandon) >= 0).isEmpty();
        return new Truth(
                uniqueId,
                direction,
                trunk,
                caller,
                did,
                outcome,
                stage,
                queue,
                answeredBy,
                rang,
                wait,
                answered.map(since -> Duration.between(since, at)).orElse(Duration.ZERO),
                Duration.between(started, at),
                endedBy,
                transfers,
                optional,
                direction.equals("inbound") && asked.isPresent() && answered.isEmpty() && !tooShort);
    }
}
