package io.callwarden.benchmark;

import io.callwarden.call.Call;
import io.callwarden.call.CallTimes;
import io.callwarden.call.Ring;
import java.time.Duration;
import java.util.stream.Collectors;

/** All of a call that is the same each time its recording is played: everything but ids, outside numbers and dates. */
final class CallMark {
    private static final int LONGEST_EXTENSION = 6;

    private CallMark() {}

    static String of(Call call) {
        CallTimes times = call.times();
        return String.join(
                " ",
                call.direction().label(),
                "did=" + extension(call.did()),
                "trunk=" + call.trunk(),
                call.outcome().label(),
                call.stage().label(),
                "missed=" + call.missed(),
                "short=" + call.shortAbandon(),
                "queues=" + call.queueVisits().size() + "," + call.queue(),
                "answer="
                        + (call.answer() == null
                                ? null
                                : extension(call.answer().extension())),
                "rang=" + call.rang().stream().map(CallMark::ring).collect(Collectors.joining(",")),
                "transfers=" + call.transfers().size(),
                "waited=" + millis(times.waited()),
                "talked=" + millis(times.talked()),
                "held=" + millis(times.held()),
                "total=" + millis(times.total()),
                "by=" + (call.endedBy() == null ? null : call.endedBy().label()),
                "cause=" + call.hangupCause());
    }

    private static String ring(Ring ring) {
        return extension(ring.extension()) + "/" + ring.result().label() + "/" + millis(ring.rang());
    }

    private static String extension(String number) {
        return number == null || number.length() <= LONGEST_EXTENSION ? number : "outside";
    }

    private static Long millis(Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
