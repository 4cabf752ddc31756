package io.callwarden.ami;

import io.callwarden.call.PbxSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.action.QueueStatusAction;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.QueueEntryEvent;
import org.asteriskjava.manager.event.QueueMemberEvent;

/** Asks for all channels, waiting callers and queue members of a PBX. Event loop only. */
final class SnapshotQuestions {
    private final Question question;

    SnapshotQuestions(Question question) {
        this.question = question;
    }

    /** Empty where the channels could not be read: a snapshot without them would end every call. */
    CompletableFuture<Optional<PbxSnapshot>> ask(Instant askedAt, Instant bootedAt) {
        return question.ask(new CoreShowChannelsAction())
                .thenCompose(channels -> question.ask(new QueueStatusAction())
                        .thenApply(queues -> channels.succeeded()
                                ? Optional.of(snapshot(askedAt, bootedAt, channels, queues))
                                : Optional.empty()));
    }

    private static PbxSnapshot snapshot(Instant askedAt, Instant bootedAt, AmiReply channels, AmiReply queues) {
        List<PbxSnapshot.Waiting> waiting = new ArrayList<>();
        List<PbxSnapshot.Member> members = new ArrayList<>();
        for (AmiRow row : queues.rows()) {
            switch (row.name()) {
                case "QueueEntry" -> waiting.add(waiting(row));
                case "QueueMember" -> members.add(member(row));
                default -> {
                    // QueueParams: Asterisk's own figures, which do not count what we count.
                }
            }
        }
        return new PbxSnapshot(
                askedAt,
                bootedAt,
                channels.rows().stream().map(SnapshotQuestions::channel).toList(),
                waiting,
                members);
    }

    private static PbxSnapshot.Channel channel(AmiRow row) {
        CoreShowChannelEvent listed = TypedRows.fill(CoreShowChannelEvent::new, row);
        return new PbxSnapshot.Channel(
                text(listed.getUniqueid()),
                text(listed.getLinkedid()),
                text(listed.getChannel()),
                number(listed.getChannelState()),
                text(listed.getCallerIdNum()),
                Escapes.undo(text(listed.getCallerIdName())),
                text(listed.getContext()),
                text(listed.getExten()),
                text(listed.getApplication()),
                text(listed.getApplicationdata()),
                text(listed.getBridgeid()),
                age(text(listed.getDuration())));
    }

    private static PbxSnapshot.Waiting waiting(AmiRow row) {
        QueueEntryEvent listed = TypedRows.fill(QueueEntryEvent::new, row);
        Long wait = listed.getWait();
        return new PbxSnapshot.Waiting(
                text(listed.getQueue()),
                text(listed.getUniqueId()),
                text(listed.getChannel()),
                number(listed.getPosition()),
                Duration.ofSeconds(wait == null ? 0 : wait));
    }

    private static PbxSnapshot.Member member(AmiRow row) {
        QueueMemberEvent listed = TypedRows.fill(QueueMemberEvent::new, row);
        String location = text(listed.getInterface());
        String device = text(listed.getStateinterface());
        return new PbxSnapshot.Member(
                text(listed.getQueue()), text(listed.getName()), location, device.isEmpty() ? location : device);
    }

    /** {@code HH:MM:SS}, the hours without limit; zero where it is not that. */
    static Duration age(String clockFace) {
        long seconds = 0;
        for (String part : clockFace.split(":", 4)) {
            if (!part.matches("\\d{1,6}")) {
                return Duration.ZERO;
            }
            seconds = seconds * 60 + Integer.parseInt(part);
        }
        return Duration.ofSeconds(seconds);
    }

    private static String text(String orNull) {
        return orNull == null ? "" : orNull;
    }

    private static int number(Integer orNull) {
        return orNull == null ? 0 : orNull;
    }
}
