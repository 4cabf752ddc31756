package io.callwarden.simulator;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a recording tells about the PBX it was made on, known to the simulated PBX before the first call.
 *
 * @param endpoints such as {@code PJSIP/101}
 */
record PbxFacts(Set<String> endpoints, Set<Queue> queues, Set<Member> members) {

    /** A queue as queues.conf has it; empty texts where that is not known. */
    record Queue(String name, String max, String strategy, String serviceLevel) {}

    /** A queue member as the queue's configuration has it. */
    record Member(String queue, String device, String name, String stateInterface) {}

    static PbxFacts of(Recording recording) {
        Set<String> endpoints = new LinkedHashSet<>();
        Set<Queue> queues = new LinkedHashSet<>();
        Set<Member> members = new LinkedHashSet<>();
        for (TimedMessage message : recording.messages()) {
            switch (StateChange.of(message.event())) {
                case NEWCHANNEL -> endpoint(message.header("Channel").orElse(""), endpoints);
                case MEMBER, AGENT_CONNECT -> member(message, endpoints, members);
                case QUEUE -> queues.add(queue(message));
                default -> {}
            }
        }
        return new PbxFacts(Set.copyOf(endpoints), Set.copyOf(queues), Set.copyOf(members));
    }

    /** The device of a channel: {@code PJSIP/101} of {@code PJSIP/101-0000002e}. */
    static String device(String channel) {
        int dash = channel.lastIndexOf('-');
        return dash < 0 ? channel : channel.substring(0, dash);
    }

    private static void endpoint(String channel, Set<String> endpoints) {
        if (channel.startsWith("PJSIP/") || channel.startsWith("SIP/")) {
            endpoints.add(device(channel));
        }
    }

    private static Queue queue(TimedMessage message) {
        return new Queue(
                message.header("Queue").orElse(""),
                message.header("Max").orElse(""),
                message.header("Strategy").orElse(""),
                message.header("ServiceLevel").orElse(""));
    }

    private static void member(TimedMessage message, Set<String> endpoints, Set<Member> members) {
        String device = message.header("Interface").orElse("");
        String name = message.header("MemberName").orElse(device);
        endpoint(device + "-", endpoints);
        if (!message.event().equals("QueueMemberAdded")) {
            members.add(new Member(
                    message.header("Queue").orElse(""),
                    device,
                    name,
                    message.header("StateInterface").orElse(device)));
        }
    }
}
