package io.callwarden.mail;

import io.callwarden.notify.Notice;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * One fact as a mail shows it. Every text is safe to print, and empty where nothing is known.
 *
 * @param at when the customer called, last where he called more than once
 * @param caller his number
 * @param dialable the same in E.164; null where it is not known to be one
 * @param name what the network or the PBX calls him
 * @param dialled the number that he dialled
 * @param queue in which he waited
 * @param waited how long, as {@code 1:05}
 * @param rang whose phones rang, and why that stopped
 * @param became what became of it so far
 */
record Row(
        Instant at,
        String caller,
        String dialable,
        String name,
        String dialled,
        String queue,
        String waited,
        String rang,
        String became) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Row of(Notice notice, Wording wording) {
        try {
            Fields body = new Fields(JSON.readTree(notice.body()));
            return of(notice, body.in("call"), body.in("task"), wording);
        } catch (JacksonException e) {
            return new Row(notice.happenedAt(), "", null, "", "", "", "", "", "what is known of it cannot be read");
        }
    }

    private static Row of(Notice notice, Fields call, Fields task, Wording wording) {
        boolean theCustomerCalled = "inbound".equals(call.text("direction")) || !task.exist();
        Fields his = theCustomerCalled ? call : task;
        String number = first(his.text("callerE164"), task.text("customer"), call.text("caller"));
        return new Row(
                firstOf(
                        call.instant("startedAt"),
                        task.instant("lastMissedAt"),
                        notice.happenedAt(),
                        theCustomerCalled),
                number,
                number.matches("\\+[0-9]{3,15}") ? number : null,
                theCustomerCalled ? first(call.text("callerName")) : "",
                first(his.text("did"), task.text("did")),
                first(his.text("queue"), task.text("queue")),
                theCustomerCalled ? wording.duration(call.millis("waitMillis")) : "",
                theCustomerCalled ? wording.rang(call) : "",
                wording.became(call, task));
    }

    private static Instant firstOf(Instant called, Instant missed, Instant happened, boolean theCustomerCalled) {
        if (theCustomerCalled && called != null) {
            return called;
        }
        return missed == null ? happened : missed;
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (text != null && !text.isEmpty()) {
                return text;
            }
        }
        return "";
    }
}
