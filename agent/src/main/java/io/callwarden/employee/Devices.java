package io.callwarden.employee;

import io.callwarden.call.DeviceState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What is known of the devices of one PBX. The PBX's thread only; bounded. */
final class Devices {
    private static final int MAX = 20_000;

    private final Map<String, Device> byName = new HashMap<>();

    /** One device. */
    static final class Device {
        final String name;
        final String extension;
        DeviceState state = DeviceState.UNKNOWN;
        Instant at = Instant.MIN;
        int channelsInUse;
        int channelsRinging;

        private Device(String name, String extension) {
            this.name = name;
            this.extension = extension;
        }

        /** Its state, where one that is in use only because it rings does ring. */
        DeviceState state() {
            boolean inUse = state == DeviceState.INUSE || state == DeviceState.BUSY;
            return inUse && channelsRinging > 0 && channelsInUse == 0 ? DeviceState.RINGING : state;
        }

        boolean isPhone() {
            return Extensions.isPhone(name);
        }

        boolean isAgent() {
            return name.startsWith(Extensions.AGENT);
        }
    }

    /** Null for what is no device of an employee, and for those beyond the bound. */
    Device known(String name) {
        Device device = byName.get(name);
        if (device != null) {
            return device;
        }
        String extension = Extensions.of(name);
        if (extension.isEmpty() || byName.size() >= MAX) {
            return null;
        }
        device = new Device(name, extension);
        byName.put(name, device);
        return device;
    }

    Iterable<Device> all() {
        return byName.values();
    }
}
