package io.callwarden.notify;

import java.time.Duration;
import java.time.Instant;

/**
 * One fact to be told to one receiver. Immutable.
 *
 * @param receiver name of the receiver, as configured, with its kind before it: {@code webhook:crm}, {@code mail:shift}
 * @param subject whom it is about, up to 64 characters: the customer as the ledger compares him, else the id of the call. Notices to one
 *     receiver about one subject are delivered in the order in which they were written
 * @param event what happened
 * @param key names the fact for ever, up to 200 characters: the same fact has the same key however often it is told. Receivers tell by it
 *     what they have already
 * @param happenedAt when it happened
 * @param body one JSON object of up to a million characters, as docs/webhooks.md describes it
 * @param quiet not told if a notice to this receiver of the same subject and event happened less than this time before or after; a
 *     customer who is missed again is not told so soon after the opening of his task either. Null for always told
 */
public record Notice(
        String receiver, String subject, Event event, String key, Instant happenedAt, String body, Duration quiet) {}
