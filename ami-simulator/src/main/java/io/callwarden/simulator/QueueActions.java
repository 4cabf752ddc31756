package io.callwarden.simulator;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Queues, their members and who waits. Called under the lock of {@link Pbx}. */
final class QueueActions {

    private final Pbx pbx;

    QueueActions(Pbx pbx) {
        this.pbx = pbx;
    }

    List<AmiAction> actions() {
        return List.of(
                AmiAction.of("QueueStatus", "Show queue status.", this::status),
                AmiAction.of("QueueSummary", "Show queue summary.", this::summary));
    }

    private Collection<QueueState> queues(Action action) {
        String name = action.get("Queue");
        Stream<QueueState> all = pbx.state().queues().values().stream();
        return all.filter(queue -> name.isEmpty() || queue.name().equals(name)).toList();
    }

    private void status(Action action, Session session, Reply reply) {
        reply.startList("Queue status will follow");
        String member = action.get("Member");
        for (QueueState queue : queues(action)) {
            params(queue, reply);
            queue.members().values().stream()
                    .filter(each -> member.isEmpty() || each.device().equals(member))
                    .forEach(each -> member(queue, each, reply));
            for (int i = 0; i < queue.waiting().size(); i++) {
                entry(queue, i, reply);
            }
        }
        reply.completeList("QueueStatusComplete").end();
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static void params(QueueState queue, Reply reply) {
        QueueTotals totals = queue.totals();
        reply.item("QueueParams")
                .header("Queue", queue.name())
                .header("Max", queue.max())
                .header("Strategy", queue.strategy())
                .header("Calls", queue.waiting().size())
                .header("Holdtime", totals.holdTime())
                .header("TalkTime", totals.talkTime())
                .header("Completed", totals.completed())
                .header("Abandoned", totals.abandoned())
                .header("ServiceLevel", totals.serviceLevel())
                .header("ServicelevelPerf", percent(totals.performance()))
                .header("ServicelevelPerf2", percent(totals.performanceOfAll()))
                .header("Weight", 0)
                .actionId()
                .end();
    }

    private void member(QueueState queue, QueueState.Member member, Reply reply) {
        String stateInterface = member.get(EventField.STATE_INTERFACE, member.device());
        reply.item("QueueMember")
                .header("Queue", queue.name())
                .header("Name", member.get(EventField.MEMBER_NAME, member.device()))
                .header("Location", member.device())
                .header("StateInterface", stateInterface)
                .header("Membership", member.get(EventField.MEMBERSHIP, "static"))
                .header("Penalty", member.get(EventField.PENALTY, "0"))
                .header("CallsTaken", member.get(EventField.CALLS_TAKEN, "0"))
                .header("LastCall", member.get(EventField.LAST_CALL, "0"))
                .header("LastPause", member.get(EventField.LAST_PAUSE, "0"))
                .header(
                        "LoginTime",
                        member.get(
                                EventField.LOGIN_TIME,
                                Long.toString(pbx.bootedAt().getEpochSecond())))
                .header("InCall", member.get(EventField.IN_CALL, "0"))
                .header("Status", DeviceWords.queueStatus(deviceState(stateInterface)))
                .header("Paused", member.get(EventField.PAUSED, "0"))
                .header("PausedReason", member.get(EventField.PAUSED_REASON, ""))
                .header("Wrapuptime", member.get(EventField.WRAPUPTIME, "0"))
                .actionId()
                .end();
    }

    /** As app_queue sees it: neither paused nor busy, nor still writing up what the last caller wanted. */
    private boolean isAvailable(QueueState.Member member) {
        long wrapsUpUntil = QueueState.number(member.get(EventField.WRAPUPTIME, "0"), 0)
                + Timestamps.wholeSeconds(member.get(EventField.LAST_CALL, "0"));
        return member.get(EventField.PAUSED, "0").equals("0")
                && deviceState(member).equals("NOT_INUSE")
                && wrapsUpUntil <= pbx.streamMicros() / 1_000_000;
    }

    private String deviceState(QueueState.Member member) {
        return deviceState(member.get(EventField.STATE_INTERFACE, member.device()));
    }

    private String deviceState(String device) {
        return pbx.state().devices().getOrDefault(device, "NOT_INUSE");
    }

    private void entry(QueueState queue, int index, Reply reply) {
        QueueState.Waiting waiting = queue.waiting().get(index);
        ChannelState channel = pbx.state().channels().get(waiting.uniqueid());
        if (channel != null) {
            reply.item("QueueEntry")
                    .header("Queue", queue.name())
                    .header("Position", index + 1)
                    .header("Channel", channel.name())
                    .header("Uniqueid", waiting.uniqueid())
                    .header("CallerIDNum", known(channel.get(EventField.CALLER_ID_NUM)))
                    .header("CallerIDName", known(channel.get(EventField.CALLER_ID_NAME)))
                    .header("ConnectedLineNum", known(channel.get(EventField.CONNECTED_LINE_NUM)))
                    .header("ConnectedLineName", known(channel.get(EventField.CONNECTED_LINE_NAME)))
                    .header("Wait", waitSeconds(waiting))
                    .header("Priority", 0)
                    .actionId()
                    .end();
        }
    }

    /** app_queue has a word of its own for what the rest of Asterisk calls {@code <unknown>}. */
    private static String known(String value) {
        return value.isEmpty() || value.equals("<unknown>") ? "unknown" : value;
    }

    private long waitSeconds(QueueState.Waiting waiting) {
        return Math.max(0, (pbx.streamMicros() - waiting.sinceMicros()) / 1_000_000);
    }

    private void summary(Action action, Session session, Reply reply) {
        reply.startList("Queue summary will follow");
        for (QueueState queue : queues(action)) {
            long available =
                    queue.members().values().stream().filter(this::isAvailable).count();
            long loggedIn = queue.members().values().stream()
                    .filter(member -> !deviceState(member).equals("UNAVAILABLE"))
                    .count();
            long longest =
                    queue.waiting().stream().mapToLong(this::waitSeconds).max().orElse(0);
            reply.item("QueueSummary")
                    .header("Queue", queue.name())
                    .header("LoggedIn", loggedIn)
                    .header("Available", available)
                    .header("Callers", queue.waiting().size())
                    .header("HoldTime", queue.totals().holdTime())
                    .header("TalkTime", queue.totals().talkTime())
                    .header("LongestHoldTime", longest)
                    .actionId()
                    .end();
        }
        reply.completeList("QueueSummaryComplete").end();
    }
}
