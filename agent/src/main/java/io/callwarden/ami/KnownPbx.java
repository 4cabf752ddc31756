package io.callwarden.ami;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.asteriskjava.manager.action.CoreSettingsAction;
import org.asteriskjava.manager.action.CoreStatusAction;

/** What is known of a PBX from one connection to the next: which Asterisk it is, and which run of it. Event loop only. */
final class KnownPbx {
    private BootEpoch boot = BootEpoch.UNKNOWN;
    private String asteriskVersion = "";
    private String systemName = "";
    private volatile PbxFacts facts;
    private volatile Instant reloadedAt;

    /** Null before the first login. */
    PbxFacts facts() {
        return facts;
    }

    /** When its configuration was last read, by its clock; null where it did not tell. Any thread. */
    Instant reloadedAt() {
        return reloadedAt;
    }

    void reloaded(Instant at) {
        reloadedAt = at;
    }

    BootEpoch boot() {
        return boot;
    }

    String asteriskVersion() {
        return asteriskVersion;
    }

    void learn(String amiVersion, EndpointQuestions endpoints, Question question) {
        facts = new PbxFacts(
                amiVersion,
                asteriskVersion,
                systemName,
                boot.at(),
                endpoints.endpoints(),
                endpoints.deviceStates(),
                question.notSeen());
    }

    /** Adds to the facts what a snapshot could not see. */
    void addNotSeen(List<String> more) {
        if (facts == null || facts.notSeen().containsAll(more)) {
            return;
        }
        List<String> all = new ArrayList<>(facts.notSeen());
        more.stream().filter(words -> !all.contains(words)).forEach(all::add);
        facts = new PbxFacts(
                facts.amiVersion(),
                facts.asteriskVersion(),
                facts.systemName(),
                facts.bootedAt(),
                facts.endpoints(),
                facts.deviceStates(),
                all);
    }

    /** Asks which Asterisk this is; the answer is true if it was restarted since the last time. */
    CompletableFuture<Boolean> identify(Question question, Uptime uptime, AmiConfig config) {
        return question.ask(new CoreSettingsAction())
                .thenCompose(settings -> {
                    asteriskVersion = settings.response().text("AsteriskVersion");
                    systemName = settings.response().text("SystemName");
                    return question.ask(new CoreStatusAction());
                })
                .thenApply(status -> {
                    boolean other = isOther(BootEpoch.of(status.response(), uptime.startedAt(), config.zone()));
                    reloadedAt = BootEpoch.reload(status.response(), config.zone());
                    return other;
                });
    }

    private boolean isOther(BootEpoch found) {
        if (found.sameRun(boot)) {
            boot = new BootEpoch(
                    found.startup().isEmpty() ? boot.startup() : found.startup(),
                    boot.at() == null ? found.at() : boot.at());
            return false;
        }
        boolean known = !boot.equals(BootEpoch.UNKNOWN);
        boot = found;
        return known;
    }
}
