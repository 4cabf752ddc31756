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
 * @param waiting every caller waiting in a queue
 * @param members every member of every queue
 */
public record PbxSnapshot(
        Instant askedAt, Instant bootedAt, List<Channel> channels, List<Waiting> waiting, List<Member> members) {

    public PbxSnapshot {
        channels = List.copyOf(channels);
        waiting = List.copyOf(waiting);
        members = List.copyOf(members);
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

    /** One caller waiting in a queue. */
    public record Waiting(String queue, String uniqueid, String channelName, int position, Duration waited) {}

    /** One member of one queue: {@code device} is the state interface, such as {@code PJSIP/101}. */
    public record Member(String queue, String name, String location, String device) {}
}
