package io.callwarden.web;

import java.time.ZoneId;

/**
 * What the pages show and the commands change.
 *
 * @param state how the agent stands
 * @param calls on record
 * @param callbacks customers to be called back
 * @param outbox what is to be told to other systems
 * @param reports what days, weeks and months add up to
 * @param zone of the company's clock, in which people read times
 * @param token by which commands are known
 */
public record WebContent(
        AgentState state,
        RecordedCalls calls,
        CallbackDesk callbacks,
        OutboxDesk outbox,
        ReportDesk reports,
        ZoneId zone,
        ControlToken token) {}
