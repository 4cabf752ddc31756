package io.callwarden.web;

import io.callwarden.backup.Backups;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the pages show and the commands change.
 *
 * @param state how the agent stands
 * @param calls on record
 * @param callbacks customers to be called back
 * @param outbox what is to be told to other systems
 * @param reports what days, weeks and months add up to
 * @param backups of the embedded database; empty where a server has the calls
 * @param people who may be forgotten
 * @param zone of the company's clock, in which people read times
 * @param reload reads the configuration anew
 * @param token by which commands are known
 */
public record WebContent(
        AgentState state,
        RecordedCalls calls,
        CallbackDesk callbacks,
        OutboxDesk outbox,
        ReportDesk reports,
        Optional<Backups> backups,
        PersonDesk people,
        Supplier<ZoneId> zone,
        Reload reload,
        ControlToken token) {}
