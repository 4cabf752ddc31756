package io.callwarden;

import io.callwarden.call.DeviceState;
import io.callwarden.call.LineEvents;
import java.time.Duration;
import java.time.Instant;

/** Tells two of what happens to phones and trunks, one after the other. */
record LineListeners(LineEvents first, LineEvents second) implements LineEvents {
    @Override
    public void deviceStateChanged(Instant at, String device, DeviceState state) {
        first.deviceStateChanged(at, device, state);
        second.deviceStateChanged(at, device, state);
    }

    @Override
    public void contactChanged(Instant at, String line, String address, Contact contact, Duration roundTrip) {
        first.contactChanged(at, line, address, contact, roundTrip);
        second.contactChanged(at, line, address, contact, roundTrip);
    }

    @Override
    public void peerChanged(Instant at, String line, boolean reachable) {
        first.peerChanged(at, line, reachable);
        second.peerChanged(at, line, reachable);
    }

    @Override
    public void registrationChanged(
            Instant at, String tech, String user, String server, boolean registered, String cause) {
        first.registrationChanged(at, tech, user, server, registered, cause);
        second.registrationChanged(at, tech, user, server, registered, cause);
    }

    @Override
    public void channelAppeared(Instant at, String channelId, String channel, boolean calling) {
        first.channelAppeared(at, channelId, channel, calling);
        second.channelAppeared(at, channelId, channel, calling);
    }

    @Override
    public void channelUp(Instant at, String channelId) {
        first.channelUp(at, channelId);
        second.channelUp(at, channelId);
    }

    @Override
    public void channelGone(Instant at, String channelId, String channel, int cause) {
        first.channelGone(at, channelId, channel, cause);
        second.channelGone(at, channelId, channel, cause);
    }
}
