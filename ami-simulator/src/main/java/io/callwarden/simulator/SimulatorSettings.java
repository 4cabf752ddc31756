package io.callwarden.simulator;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the simulated PBX is set up: what asterisk.conf and manager.conf say, and where it listens. Begins as Asterisk 22 with
 * Asterisk's own defaults on a free port of the loopback interface, without users. Filled in before the start, by one thread, and not
 * changed after it.
 */
public final class SimulatorSettings {

    private final List<ManagerUser> users = new ArrayList<>();
    private InetSocketAddress address = new InetSocketAddress("127.0.0.1", 0);
    private String amiVersion = "11.0.0";
    private String asteriskVersion = "22.10.1";
    private String systemName = "";
    private boolean timestampEvents = true;
    private Duration writeTimeout = Duration.ofMillis(100);
    private Duration failedLoginDelay = Duration.ofSeconds(1);
    private Duration authTimeout = Duration.ofSeconds(30);
    private boolean allowMultipleLogin = true;
    private Clock clock = Clock.systemUTC();
    private ZoneId zone = ZoneOffset.UTC;
    private long seed = 1;

    /** Where to listen; port 0 takes a free one. */
    public SimulatorSettings address(InetSocketAddress to) {
        address = to;
        return this;
    }

    /** Adds a user. */
    public SimulatorSettings user(ManagerUser user) {
        users.add(user);
        return this;
    }

    /**
     * Pretends to be another Asterisk.
     *
     * @param ami in the banner: 11.0.0 is Asterisk 22, 5.0.4 is 16.28, 2.10.6 is 13.38
     * @param asterisk as CoreSettings tells it
     */
    public SimulatorSettings version(String ami, String asterisk) {
        amiVersion = ami;
        asteriskVersion = asterisk;
        return this;
    }

    /** The name of asterisk.conf, which every event then carries; empty for none. */
    public SimulatorSettings systemName(String to) {
        systemName = to;
        return this;
    }

    /** Whether events carry {@code Timestamp}. */
    public SimulatorSettings timestampEvents(boolean to) {
        timestampEvents = to;
        return this;
    }

    /** A client that takes nothing for so long is dropped; Asterisk's default is 100 ms. */
    public SimulatorSettings writeTimeout(Duration to) {
        writeTimeout = to;
        return this;
    }

    /** How long the answer to a wrong secret is held back. */
    public SimulatorSettings failedLoginDelay(Duration to) {
        failedLoginDelay = to;
        return this;
    }

    /** How long a connection may live without a login. */
    public SimulatorSettings authTimeout(Duration to) {
        authTimeout = to;
        return this;
    }

    /** Whether one user may have several sessions. */
    public SimulatorSettings allowMultipleLogin(boolean to) {
        allowMultipleLogin = to;
        return this;
    }

    /** The PBX's own clock. */
    public SimulatorSettings clock(Clock to) {
        clock = to;
        return this;
    }

    /** The zone of local times in events and answers. */
    public SimulatorSettings zone(ZoneId to) {
        zone = to;
        return this;
    }

    /** The same seed gives the same fresh ids. */
    public SimulatorSettings seed(long to) {
        seed = to;
        return this;
    }

    InetSocketAddress address() {
        return address;
    }

    Optional<ManagerUser> user(String name) {
        return users.stream().filter(user -> user.name().equals(name)).findFirst();
    }

    String amiVersion() {
        return amiVersion;
    }

    /** Before AMI 3 (Asterisk 14) some answers had another form. */
    boolean isOlderThanAmi3() {
        return amiVersion.startsWith("1.") || amiVersion.startsWith("2.");
    }

    String asteriskVersion() {
        return asteriskVersion;
    }

    String systemName() {
        return systemName;
    }

    boolean timestampEvents() {
        return timestampEvents;
    }

    Duration writeTimeout() {
        return writeTimeout;
    }

    Duration failedLoginDelay() {
        return failedLoginDelay;
    }

    Duration authTimeout() {
        return authTimeout;
    }

    boolean allowMultipleLogin() {
        return allowMultipleLogin;
    }

    ZoneId zone() {
        return zone;
    }

    long seed() {
        return seed;
    }

    /** The time by the PBX's clock. */
    public Instant now() {
        return clock.instant();
    }

    /** Microseconds of the epoch by the PBX's clock. */
    long nowMicros() {
        Instant now = now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
