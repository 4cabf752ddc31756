package io.callwarden.ami;

import io.callwarden.call.DeviceState;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.call.QueueMember;
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
import org.asteriskjava.manager.event.QueueParamsEvent;

/** Asks for all channels of a PBX, its queues, their members and who waits in them. Event loop only. */
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
        List<PbxSnapshot.Queue> listed = new ArrayList<>();
        List<PbxSnapshot.Waiting> waiting = new ArrayList<>();
        List<QueueMember> members = new ArrayList<>();
        for (AmiRow row : queues.rows()) {
            switch (row.name()) {
                case "QueueParams" -> listed.add(queue(row));
                case "QueueEntry" -> waiting.add(waiting(row));
                case "QueueMember" -> members.add(member(row));
                default -> {
                    // Rows of modules that put their own into the list.
                }
            }
        }
        return new PbxSnapshot(
                askedAt,
                bootedAt,
                channels.rows().stream().map(SnapshotQuestions::channel).toList(),
                queues.succeeded(),
                listed,
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

    /** Asterisk's own figures in it (calls, hold time, abandoned) do not count what we count. */
    private static PbxSnapshot.Queue queue(AmiRow row) {
        QueueParamsEvent listed = TypedRows.fill(QueueParamsEvent::new, row);
        return new PbxSnapshot.Queue(
                text(listed.getQueue()),
                text(listed.getStrategy()),
                number(listed.getMax()),
                Duration.ofSeconds(Math.max(0, number(listed.getServiceLevel()))));
    }

    /** Unlike the events about it, a row of it is written as it is, without escapes. */
    private static QueueMember member(AmiRow row) {
        QueueMemberEvent listed = TypedRows.fill(QueueMemberEvent::new, row);
        String location = text(listed.getInterface());
        String device = text(listed.getStateinterface());
        Long lastCall = listed.getLastCall();
        Integer wrapUp = listed.getWrapuptime();
        return new QueueMember(
                text(listed.getQueue()),
                text(listed.getName()),
                location,
                device.isEmpty() ? location : device,
                DeviceState.of(number(listed.getStatus())),
                number(listed.getIncall()) == 1,
                Boolean.TRUE.equals(listed.getPaused()),
                text(listed.getPausedreason()),
                lastCall == null || lastCall <= 0 ? null : Instant.ofEpochSecond(lastCall),
                wrapUp == null || wrapUp < 0 ? null : Duration.ofSeconds(wrapUp));
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
