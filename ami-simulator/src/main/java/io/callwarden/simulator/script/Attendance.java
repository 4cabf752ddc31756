package io.callwarden.simulator.script;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Tells what people, phones and trunks do beside the calls, in the words and the order of Asterisk. */
final class Attendance {
    private final Collection<LiveQueue> queues;
    private final List<String> trunks;

    Attendance(Collection<LiveQueue> queues, List<String> trunks) {
        this.queues = queues;
        this.trunks = trunks;
    }

    /** Lets it happen now. */
    void happens(Exchange pbx, Duty duty) {
        long since = duty.since().getEpochSecond();
        switch (duty.what()) {
            case LOGS_IN -> {
                Consumer<Seat> change = seat -> seat.logsIn(since);
                inEachQueue(pbx, duty.who(), change, "NOT_INUSE", "QueueMemberAdded");
            }
            case PAUSES -> {
                Consumer<Seat> change = seat -> seat.pauses(since, duty.reason());
                inEachQueue(pbx, duty.who(), change, "INUSE", "QueueMemberPause");
            }
            case GOES_ON -> inEachQueue(pbx, duty.who(), Seat::goesOn, "NOT_INUSE", "QueueMemberPause");
            case LOGS_OFF -> inEachQueue(pbx, duty.who(), Seat::logsOff, "", "QueueMemberRemoved");
            case CANNOT_BE_REACHED -> reached(pbx, duty.who(), "Unreachable", "0", "Unregistered");
            case CAN_BE_REACHED -> reached(pbx, duty.who(), "Reachable", "624", "Registered");
        }
    }

    /** @param pauseState of the device by which a queue shows a member's pause; empty where it tells nothing */
    private void inEachQueue(Exchange pbx, String address, Consumer<Seat> change, String pauseState, String event) {
        for (LiveQueue queue : queues) {
            for (Seat seat : queue.seats()) {
                if (seat.member().address().equals(address)) {
                    change.accept(seat);
                    if (!pauseState.isEmpty()) {
                        pbx.follow(device(pbx, "Queue:" + queue.name() + "_pause_" + address, pauseState));
                    }
                    pbx.follow(seat.event(event, pbx));
                }
            }
        }
    }

    private static Draft device(Exchange pbx, String device, String state) {
        return new Draft("DeviceStateChange", "call,all")
                .with("Device", device)
                .with("State", state)
                .at(pbx.now());
    }

    private void reached(Exchange pbx, String endpoint, String status, String roundtrip, String registration) {
        String uri = "sip:" + endpoint + "@127.0.0.1:5060";
        pbx.follow(system("PeerStatus")
                .with("ChannelType", "PJSIP")
                .with("Peer", "PJSIP/" + endpoint)
                .with("PeerStatus", status)
                .at(pbx.now()));
        pbx.follow(system("ContactStatus")
                .with("URI", uri)
                .with("ContactStatus", status)
                .with("AOR", endpoint)
                .with("EndpointName", endpoint)
                .with("RoundtripUsec", roundtrip)
                .at(pbx.now()));
        if (trunks.contains(endpoint)) {
            pbx.follow(system("Registry")
                    .with("ChannelType", "PJSIP")
                    .with("Username", uri)
                    .with("Domain", uri)
                    .with("Status", registration)
                    .at(pbx.now()));
        }
        pbx.devices().reached(pbx, "PJSIP/" + endpoint, status.equals("Reachable"));
    }

    private static Draft system(String event) {
        return new Draft(event, "system,all");
    }
}
