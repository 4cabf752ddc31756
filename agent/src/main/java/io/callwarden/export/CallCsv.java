package io.callwarden.export;

import io.callwarden.call.Answer;
import io.callwarden.call.Call;
import io.callwarden.call.CallTimes;
import io.callwarden.call.Caller;
import io.callwarden.call.QueueVisit;
import io.callwarden.call.Ring;
import io.callwarden.call.Transfer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A call as one row of CSV (RFC 4180: commas, CRLF, quotes doubled), with the names of its JSON form as the header. To be written in
 * UTF-8. Lists share one cell, their entries parted by {@code "; "}; absent values are empty cells.
 *
 * <p>Cells are safe against formula injection as OWASP advises: one that starts with {@code = + - @} (also in their full-width forms),
 * a tab or a line end gets an apostrophe in front, so the phone number {@code +79260004001} is written as {@code '+79260004001} and
 * a spreadsheet shows it as text. The same is done inside a cell after a comma, semicolon, bar or quote, where a spreadsheet of another
 * locale could see a new cell begin. Control characters do not get through.
 */
public final class CallCsv {
    private static final String COLUMNS =
            "id,pbx,direction,caller,callerName,callerE164,did,trunk,queue,queues,outcome,stage,missed,"
                    + "shortAbandon,answeredBy,answeredByName,rang,startedAt,askedAt,answeredAt,endedAt,waitMillis,ringMillis,talkMillis,"
                    + "holdMillis,totalMillis,endedBy,transfers,hangupCause";

    private CallCsv() {}

    /** The first row, with its line end. */
    public static String header() {
        return COLUMNS + "\r\n";
    }

    /** One call, with its line end. */
    public static String row(Call call) {
        CsvRow row = new CsvRow();
        row.text(call.id().toString())
                .text(call.id().pbx())
                .text(call.direction().label());
        addParties(row, call);
        row.text(call.queue()).text(list(call.queueVisits().stream().map(QueueVisit::queue)));
        row.text(call.outcome().label()).text(call.stage().label());
        row.value(call.missed()).value(call.shortAbandon());
        addPeople(row, call);
        addTimes(row, call);
        row.text(call.endedBy() == null ? null : call.endedBy().label());
        row.text(list(call.transfers().stream().map(CallCsv::transfer))).value(call.hangupCause());
        return row.end();
    }

    private static void addParties(CsvRow row, Call call) {
        Caller caller = call.caller();
        row.text(caller.number()).text(caller.name()).text(caller.e164());
        row.text(call.did()).text(call.trunk());
    }

    private static void addPeople(CsvRow row, Call call) {
        Answer answer = call.answer();
        row.text(answer == null ? null : answer.extension()).text(answer == null ? null : answer.name());
        row.text(list(call.rang().stream().map(CallCsv::ring)));
    }

    private static void addTimes(CsvRow row, Call call) {
        CallTimes times = call.times();
        row.value(Times.iso(times.startedAt())).value(Times.iso(times.askedAt()));
        row.value(call.answer() == null ? null : Times.iso(call.answer().at())).value(Times.iso(times.endedAt()));
        for (Duration duration : durations(times)) {
            row.value(Times.millis(duration));
        }
    }

    private static List<Duration> durations(CallTimes times) {
        return Arrays.asList(times.waited(), times.ring(), times.talked(), times.held(), times.total());
    }

    private static String ring(Ring ring) {
        return ring.extension() + " " + ring.result().label() + " "
                + ring.rang().toMillis();
    }

    private static String transfer(Transfer transfer) {
        return transfer.kind().label() + " " + transfer.from() + " to " + transfer.to()
                + (transfer.answered() ? " answered" : " not answered");
    }

    private static String list(Stream<String> entries) {
        return entries.filter(Objects::nonNull).collect(Collectors.joining("; "));
    }
}
