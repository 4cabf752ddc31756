package io.callwarden.crash;

import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.ManagerUser;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.SimulatorSettings;
import io.callwarden.simulator.script.BusyDay;
import io.callwarden.simulator.script.DayProfile;
import io.callwarden.simulator.script.Truth;
import io.callwarden.webhook.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** A PBX on which a busy day goes on, faster than life, and a system that is told of every call; both outlive the agent. */
final class BusyOffice implements AutoCloseable {
    static final String PBX = "office";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final double SPEED = 20;
    private static final double CALLS_PER_HOUR = 1_200;

    private final Path folder;
    private final AmiSimulator asterisk;
    private final Receiver crm = new Receiver(Receiver.status(204));
    private final Map<String, Truth> truths = new ConcurrentHashMap<>();
    private final Instant began = Instant.now();

    BusyOffice(Path folder, long seed) throws IOException {
        this.folder = folder;
        asterisk = AmiSimulator.start(new SimulatorSettings().seed(seed).user(ManagerUser.all("agent", "s3cret")));
        BusyDay day = BusyDay.ofASmallFirm(seed)
                .withCallsPerHour(CALLS_PER_HOUR)
                .withProfile(DayProfile.ofAnOffice().beginningAt(began, 10));
        asterisk.learn(day.house());
        asterisk.playVerbatim(
                day.play(began, began.plus(Duration.ofDays(3)), truth -> truths.put(truth.uniqueId(), truth)),
                PlayOptions.realTime().speed(SPEED).startAt(began));
    }

    /** What the agent is started with. */
    Path configuration(Path data) throws IOException {
        return Files.writeString(
                folder.resolve("callwarden.yml"), """
                data-dir: %s
                http: {port: 0}
                pbxs: {%s: {host: 127.0.0.1, port: %d, username: agent, secret: s3cret, time-zone: UTC}}
                notify:
                  webhooks:
                    crm: {url: "http://127.0.0.1:%d/", allow-private: true, events: [call_ended]}
                """.formatted(data, PBX, asterisk.port(), crm.port()));
    }

    /** Ids of the calls that others were told of. */
    Set<String> told() {
        return crm.requests().stream()
                .map(request ->
                        JSON.readTree(request.body()).get("call").get("id").stringValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the call truly was; null while it goes on, and for one that there was not. */
    Truth truth(String callId) {
        return truths.get(callId.substring(PBX.length() + 1));
    }

    /** The time in Asterisk's stamps at that time of the clock. */
    Instant played(Instant moment) {
        return began.plus(
                Duration.ofMillis(Math.round(Duration.between(began, moment).toMillis() * SPEED)));
    }

    @Override
    public void close() throws IOException {
        asterisk.close();
        crm.close();
    }
}
