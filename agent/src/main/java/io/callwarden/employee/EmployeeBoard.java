package io.callwarden.employee;

import io.callwarden.call.BlindInterval;
import io.callwarden.call.Call;
import io.callwarden.call.CallListener;
import io.callwarden.call.DeviceState;
import io.callwarden.call.LineEvents;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.call.QueueEvents;
import io.callwarden.call.QueueMember;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All employees of one PBX: members of its queues, extensions that the configuration names, and extensions whose name a call told. Told
 * on the thread of the PBX; {@link #employees} and {@link #pauseReasonsClamped} are read by any. News that is told twice, late or out of
 * order changes nothing; what is lost is made good by the next snapshot.
 */
public final class EmployeeBoard implements QueueEvents, LineEvents, CallListener {
    private static final int MAX_PLACES = 20_000;
    private static final Duration KEPT = Duration.ofDays(7);

    private final Devices devices = new Devices();
    private final Channels channels = new Channels(devices);
    private final Reasons reasons = new Reasons();
    private final Map<Membership.Key, Membership> places = new HashMap<>();
    private final Roster roster;
    private final CallTally tally;
    private Listener listener = employees -> {};
    private boolean heard;
    private Instant heardSince = Instant.MIN;
    private boolean news;
    private Instant snapshotAt = Instant.MIN;

    /** Is told on the thread of the PBX. */
    public interface Listener {
        /** Somebody came or went, is called otherwise, or is paused for a reason for which nobody told before; {@code now} are all. */
        void changed(List<Employee> now);
    }

    /**
     * Both by configuration; extensions with one name are one employee with several phones.
     *
     * @param expected extension to name: they are there from the start
     * @param names extension to name, for those of them that appear
     */
    public EmployeeBoard(Map<String, String> expected, Map<String, String> names) {
        roster = new Roster(expected, names, devices);
        tally = new CallTally(roster);
    }

    /** To be told of changes, and at once of who there is. To be set before the first event. */
    public void tell(Listener newListener) {
        listener = newListener;
        listener.changed(roster.all());
    }

    /** The configuration has other names from {@code now} on, both as in the constructor. */
    public void follow(Instant now, Map<String, String> expected, Map<String, String> names) {
        roster.follow(expected, names);
        everybody(now);
    }

    /** Everybody, in no order. */
    public List<Employee> employees() {
        return roster.all();
    }

    /** Reasons of pauses that share {@code other}, because there are too many. */
    public long pauseReasonsClamped() {
        return reasons.beyond();
    }

    /** The PBX is heard from then on; nothing where it was already. */
    public void onHeard(Instant at) {
        if (!heard) {
            heard = true;
            heardSince = at;
            everybody(at);
        }
    }

    /** The PBX is not heard any more; {@code lastHeard} is when it last was. */
    public void onLost(Instant lastHeard) {
        if (heard) {
            heard = false;
            everybody(lastHeard);
        }
    }

    /** The state of devices as the PBX told it when asked, some time after the last snapshot or before the first. */
    public void onDevices(Map<String, DeviceState> states) {
        states.forEach((device, state) -> told(snapshotAt, device, state));
        settle();
    }

    /** What the PBX told when asked; it is heard from then on. What changed since may be missing in it. */
    public void onSnapshot(PbxSnapshot snapshot) {
        snapshotAt = snapshot.askedAt();
        if (snapshot.queuesTold()) {
            snapshot.members().forEach(member -> learn(snapshotAt, member));
            leaveAllBut(snapshot.members());
        }
        channels.learn(snapshot).forEach(device -> stand(snapshotAt, device));
        news |= roster.forget(snapshotAt.minus(KEPT));
        onHeard(snapshotAt);
        settle();
    }

    private void leaveAllBut(List<QueueMember> members) {
        Set<Membership.Key> listed = new HashSet<>();
        members.forEach(member -> listed.add(key(member.queue(), member.location())));
        for (Membership place : List.copyOf(places.values())) {
            if (!listed.contains(place.key) && !Late.is(snapshotAt, place.at)) {
                leave(snapshotAt, place);
                places.remove(place.key);
            }
        }
    }

    /** Part of what happened in that time was not heard; a snapshot follows, or none can be had. */
    public void onBlind(BlindInterval interval) {
        tally.blind(interval);
        if (heard) {
            roster.employees().forEach(employee -> employee.leaveOut(interval.from(), interval.until()));
        }
    }

    @Override
    public void memberChanged(Instant at, QueueMember member) {
        learn(at, member);
        settle();
    }

    @Override
    public void memberRemoved(Instant at, String queue, String location) {
        Membership place = place(key(queue, location));
        if (place != null && !Late.is(at, place.at)) {
            leave(at, place);
        }
        settle();
    }

    @Override
    public void agentLoggedIn(Instant at, String agent) {
        String device = Extensions.AGENT + agent;
        Devices.Device known = devices.known(device);
        roster.make(agent);
        if (known == null || !known.state.reachable()) {
            told(at, device, DeviceState.NOT_INUSE);
        }
        settle();
    }

    @Override
    public void agentLoggedOff(Instant at, String agent) {
        told(at, Extensions.AGENT + agent, DeviceState.UNAVAILABLE);
        settle();
    }

    @Override
    public void deviceStateChanged(Instant at, String device, DeviceState state) {
        told(at, device, state);
        settle();
    }

    @Override
    public void channelAppeared(Instant at, String channelId, String channel, boolean calling) {
        stand(at, channels.appeared(at, channelId, channel, calling));
    }

    @Override
    public void channelUp(Instant at, String channelId) {
        stand(at, channels.up(channelId));
    }

    @Override
    public void channelGone(Instant at, String channelId, String channel, int cause) {
        stand(at, channels.gone(channelId));
    }

    @Override
    public void callEnded(Call call) {
        news |= tally.count(call);
        settle();
    }

    private void learn(Instant at, QueueMember member) {
        Membership place = place(key(member.queue(), member.location()));
        if (place == null || Late.is(at, place.at)) {
            return;
        }
        Employee before = place.employee;
        String extension = place.extension;
        String name = place.name;
        place.at = at;
        place.learn(member);
        if (before == null || !place.extension.equals(extension)) {
            leaveEmployee(at, place);
            enter(place);
        }
        if (place.employee != null && (place.employee != before || !place.name.equals(name))) {
            news |= place.employee.rename();
        }
        if (Extensions.isPhone(member.device()) || place.agentPool) {
            told(at, member.device(), member.state());
        }
        stand(at, place.employee);
    }

    /** Whoever is no employee by name is one by being a member, unless there is nothing to call him by but a number outside. */
    private void enter(Membership place) {
        boolean nameless = place.name.isEmpty() && Names.isNumberOutside(place.extension);
        place.employee = nameless ? roster.find(place.extension) : roster.make(place.extension);
        if (place.employee != null) {
            place.employee.memberships.add(place);
        }
    }

    private void leave(Instant at, Membership place) {
        place.at = at;
        leaveEmployee(at, place);
    }

    private void leaveEmployee(Instant at, Membership place) {
        Employee employee = place.employee;
        place.employee = null;
        if (employee != null) {
            employee.memberships.remove(place);
            news |= employee.rename();
            stand(at, employee);
        }
    }

    private void told(Instant at, String name, DeviceState state) {
        Devices.Device device = devices.known(name);
        if (device == null || Late.is(at, device.at)) {
            return;
        }
        Employee employee = roster.of(device.extension);
        if (employee != null && !employee.devices.contains(device)) {
            employee.devices.add(device);
        }
        device.at = at;
        if (device.state != state) {
            device.state = state;
            stand(at, employee);
        }
    }

    private void stand(Instant at, Devices.Device orNull) {
        if (orNull != null) {
            stand(at, roster.of(orNull.extension));
        }
    }

    private void stand(Instant at, Employee orNull) {
        if (orNull != null) {
            news |= orNull.stand(at, Condition.of(orNull, reasons), heard);
        }
    }

    private void everybody(Instant at) {
        for (Employee employee : List.copyOf(roster.employees())) {
            stand(at, employee);
        }
        settle();
    }

    private void settle() {
        if (roster.grown() && heard) {
            newcomers();
        }
        if (news || roster.grown()) {
            news = false;
            roster.settle();
            listener.changed(roster.all());
        }
    }

    /** Whoever was only named by a call, or found by an agent that came late, has a phone of which something is known already. */
    private void newcomers() {
        for (Employee employee : roster.employees()) {
            if (!employee.heard()) {
                Instant at = heardSince;
                for (Devices.Device device : employee.devices) {
                    at = device.at.isAfter(at) ? device.at : at;
                }
                stand(at, employee);
            }
        }
    }

    private static Membership.Key key(String queue, String location) {
        return new Membership.Key(queue, location);
    }

    /** Null beyond the bound. */
    private Membership place(Membership.Key key) {
        Membership known = places.get(key);
        if (known == null && places.size() < MAX_PLACES) {
            known = new Membership(key);
            places.put(key, known);
        }
        return known;
    }
}
