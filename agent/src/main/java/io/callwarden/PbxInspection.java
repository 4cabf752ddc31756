package io.callwarden;

import io.callwarden.ami.AmiEventType;
import io.callwarden.ami.AmiLink;
import io.callwarden.ami.AmiLinkListener;
import io.callwarden.ami.AmiReply;
import io.callwarden.ami.AmiRow;
import io.callwarden.ami.AmiStats.Count;
import io.callwarden.ami.EndpointFact;
import io.callwarden.ami.LinkState;
import io.callwarden.ami.PbxFacts;
import io.callwarden.ami.PbxListeners;
import io.callwarden.call.CallRules;
import io.callwarden.call.CallStory;
import io.callwarden.call.CallTracker;
import io.callwarden.call.LineRoles;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.call.VoiceEvents;
import io.callwarden.call.VoiceReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/** Looks at one PBX for a while, with the same link as the agent, and says what it saw. One use, one thread beside the link's. */
public final class PbxInspection implements AmiLinkListener, AutoCloseable {
    private static final Duration LOGIN = Duration.ofSeconds(15);

    private final PbxConfig config;
    private final Lines lines;
    private final AmiLink link;
    private final CountDownLatch decided = new CountDownLatch(1);
    private final CountDownLatch lost = new CountDownLatch(1);

    /**
     * One endpoint.
     *
     * @param device such as {@code PJSIP/101}
     */
    public record Endpoint(String device, LineRoles.Decision decision) {}

    public PbxInspection(PbxConfig config, Clock clock) {
        this.config = config;
        lines = new Lines(config.lines());
        CallTracker tracker =
                new CallTracker(config.name(), CallRules.DEFAULT, lines.roles(), call -> {}, CallStory.NONE);
        link = new AmiLink(
                config.link(),
                new PbxListeners(tracker, null, null, config.voiceQuality() ? new Reports() : null),
                this,
                clock,
                RandomGenerator.getDefault());
    }

    /** Whether the configuration wants to know how voice arrives. */
    public boolean wantsVoiceQuality() {
        return config.voiceQuality();
    }

    /** Connects and logs in; false where that does not succeed, the reason is in the log. */
    public boolean connect() throws InterruptedException {
        link.start();
        return decided.await(LOGIN.toMillis(), TimeUnit.MILLISECONDS) && link.state() == LinkState.LISTENING;
    }

    /** Listens for that long; false where the link is lost before. */
    public boolean listen(Duration time) throws InterruptedException {
        return !lost.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void onState(LinkState state) {
        if (state == LinkState.LISTENING) {
            decided.countDown();
        } else if (state == LinkState.WAITING || state == LinkState.CLOSED) {
            decided.countDown();
            lost.countDown();
        }
    }

    @Override
    public void onFacts(PbxFacts facts) {
        lines.learn(facts);
    }

    @Override
    public void onSnapshot(PbxSnapshot snapshot) {
        lines.learn(snapshot);
    }

    /** Whether Asterisk knows the user but not his secret, or does not let him in from here. */
    public boolean refused() {
        return link.stats().count(Count.REFUSED_LOGINS) > 0;
    }

    /** What the PBX said about itself; only once connected. */
    public PbxFacts facts() {
        return link.facts().orElseThrow();
    }

    /** What its clock is ahead of this machine's; negative where it is behind. */
    public Duration clockAhead() {
        return link.clock().offset();
    }

    /** Whether any event bore a Timestamp. */
    public boolean timestamps() {
        return link.clock().stamped();
    }

    /** Of all events that came, how many nobody here reads. */
    public Share unread() {
        return new Share(link.stats().count(Count.SKIPPED), link.stats().events());
    }

    /** So many of so many. */
    public record Share(long part, long all) {}

    /** How many events of these kinds came. */
    public long events(AmiEventType... types) {
        long count = 0;
        for (AmiEventType type : types) {
            count += link.stats().events(type);
        }
        return count;
    }

    /** Every endpoint that may be seen, and what it is taken for. */
    public List<Endpoint> endpoints() {
        return onLink(() -> {
            List<Endpoint> endpoints = new ArrayList<>();
            for (EndpointFact fact : facts().endpoints()) {
                endpoints.add(new Endpoint(
                        fact.tech() + "/" + fact.name(),
                        lines.roles().decide(fact.tech(), fact.name(), fact.context())));
            }
            return endpoints;
        });
    }

    /** Every queue, with the names of its members. */
    public Map<String, List<String>> queues() {
        Map<String, List<String>> queues = new LinkedHashMap<>();
        for (AmiRow row : ask("QueueStatus").rows()) {
            List<String> members = queues.computeIfAbsent(row.text("Queue"), unseen -> new ArrayList<>());
            if (row.name().equals("QueueMember")) {
                members.add(row.text("Name"));
            }
        }
        queues.remove("");
        return queues;
    }

    private AmiReply ask(String action) {
        return result(link.ask(action));
    }

    private <T> T onLink(Callable<T> question) {
        return result(link.executor().submit(question));
    }

    private <T> T result(Future<T> answer) {
        try {
            return answer.get(LOGIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("PBX %s does not answer: %s".formatted(config.name(), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking PBX " + config.name(), e);
        }
    }

    /** That they are asked for is enough: the link counts them. */
    private static final class Reports implements VoiceEvents {
        @Override
        public void voiceReported(Instant at, String channelId, String channel, VoiceReport report) {
            // Counted by the link.
        }

        @Override
        public void channelGone(Instant at, String channelId) {
            // Of no interest here.
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
