package io.callwarden.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The state of a PBX as it told it when asked: on every connect, and again whenever part of its events was lost.
 *
 * @param askedAt PBX time at which the questions were sent; what is newer than this may be missing in the lists
 * @param bootedAt when Asterisk was started: another value than before means that it was restarted; null when not known
 * @param channels every channel
 * @param queuesTold whether the PBX answered about its queues; the lists of them are empty where it did not
 * @param queues every queue
 * @param waiting every caller waiting in a queue, those of a queue in their order
 * @param members every member of every queue
 */
public record PbxSnapshot(
        Instant askedAt,
        Instant bootedAt,
        List<Channel> channels,
        boolean queuesTold,
        List<Queue> queues,
        List<Waiting> waiting,
        List<QueueMember> members) {

    public PbxSnapshot {
        channels = List.copyOf(channels);
        queues = List.copyOf(queues);
        waiting = List.copyOf(waiting);
        members = List.copyOf(members);
    }

    /** Of a PBX without any channel or queue. */
    public static PbxSnapshot ofNothing(Instant askedAt) {
        return new PbxSnapshot(askedAt, null, List.of(), true, List.of(), List.of(), List.of());
    }

    /**
     * One channel; strings are empty where Asterisk gave no value.
     *
     * @param state AST_STATE number: 0 down, 4 ring (it calls us), 5 ringing, 6 up
     * @param age since it was made
     * @param bridge unique id of the bridge it is in, empty when in none
     */
    public record Channel(
            String uniqueid,
            String linkedid,
            String name,
            int state,
            String callerNumber,
            String callerName,
            String context,
            String exten,
            String application,
            String applicationData,
            String bridge,
            Duration age) {}

    /**
     * One queue as it is configured.
     *
     * @param strategy how members are chosen, such as {@code ringall}
     * @param max how many callers may wait; 0 for no limit
     * @param serviceLevel the time within which a call should be answered, as Asterisk itself counts; zero where none is set
     */
    public record Queue(String name, String strategy, int max, Duration serviceLevel) {}

    /**
     * One caller waiting in a queue.
     *
     * @param position 1 for the first
     * @param waited since he entered, in whole seconds
     */
    public record Waiting(String queue, String uniqueid, String channelName, int position, Duration waited) {}
}
