package io.callwarden.employee;

import io.callwarden.call.DeviceState;
import java.time.Instant;

/** Takes together what is known of one employee's phones and places in queues. Pure. */
final class Condition {
    private Condition() {}

    static Stand of(Employee employee, Reasons reasons) {
        Devices.Device agent = agent(employee);
        boolean inPool = agent != null && agent.state.reachable();
        int places = 0;
        int paused = 0;
        Instant wrapUpUntil = null;
        // By index here and below: this is worked out at every event of a phone, and an iterator each would be its only
        // garbage.
        for (int i = 0; i < employee.memberships.size(); i++) {
            Membership place = employee.memberships.get(i);
            if (place.agentPool && !inPool) {
                continue;
            }
            places++;
            paused += place.paused ? 1 : 0;
            if (wrapUpUntil == null || place.wrapUpUntil != null && place.wrapUpUntil.isAfter(wrapUpUntil)) {
                wrapUpUntil = place.wrapUpUntil;
            }
        }
        return new Stand(
                inPool ? agent.state : phone(employee),
                inPool || places > 0,
                places > 0 && paused == places ? reasons.told(pauseReason(employee)) : "",
                wrapUpUntil);
    }

    /** Who is logged in to the agent pool has a phone that is always in use: what the pool says counts. */
    private static Devices.Device agent(Employee employee) {
        for (int i = 0; i < employee.devices.size(); i++) {
            Devices.Device device = employee.devices.get(i);
            if (device.isAgent()) {
                return device;
            }
        }
        return null;
    }

    /** What the phones say; where none says anything, what the queues know. */
    private static DeviceState phone(Employee employee) {
        DeviceState phone = DeviceState.UNKNOWN;
        for (int i = 0; i < employee.devices.size(); i++) {
            Devices.Device device = employee.devices.get(i);
            if (device.isPhone()) {
                phone = busier(phone, device.state());
            }
        }
        if (phone == DeviceState.UNKNOWN) {
            for (int i = 0; i < employee.memberships.size(); i++) {
                phone = busier(phone, employee.memberships.get(i).state);
            }
        }
        return phone;
    }

    /** Who has several phones is on whichever is busier, and can be reached while one of them can. */
    private static DeviceState busier(DeviceState one, DeviceState other) {
        return rank(one) >= rank(other) ? one : other;
    }

    private static int rank(DeviceState state) {
        return switch (state) {
            case INUSE, BUSY, ONHOLD, RINGINUSE -> 4;
            case RINGING -> 3;
            case NOT_INUSE -> 2;
            case UNAVAILABLE, INVALID -> 1;
            case UNKNOWN -> 0;
        };
    }

    /** Empty where none was given. */
    private static String pauseReason(Employee employee) {
        return employee.memberships.stream()
                .sorted(Membership.BY_QUEUE)
                .map(place -> place.pauseReason)
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .orElse("");
    }
}
