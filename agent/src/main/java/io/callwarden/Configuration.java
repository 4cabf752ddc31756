package io.callwarden;

import io.callwarden.backup.BackupConfig;
import io.callwarden.config.Secret;
import io.callwarden.config.Settings;
import io.callwarden.cost.Prices;
import io.callwarden.log.LogConfig;
import io.callwarden.log.LogFormat;
import io.callwarden.mail.MailConfig;
import io.callwarden.metrics.MetricsConfig;
import io.callwarden.notify.OutboxConfig;
import io.callwarden.notify.Subscription;
import io.callwarden.store.Keeping;
import io.callwarden.store.StoreConfig;
import io.callwarden.web.WebConfig;
import io.callwarden.webhook.WebhookConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that can be set. Each feature's record lies with the feature; those that know no {@link Settings} are read here.
 *
 * @param pbxs at least one
 * @param backup when the embedded database is backed up by itself
 * @param keeping how long what is kept
 * @param recovery how missed customers are followed
 * @param prices what a customer is worth; null where that is not set
 * @param outbox how much is kept of what is to be told
 * @param webhooks which other systems are told by HTTP
 * @param mail who is told by e-mail
 * @param log how the log is written
 */
public record Configuration(
        List<PbxConfig> pbxs,
        CallConfig calls,
        VoiceConfig voice,
        StoreConfig store,
        BackupConfig backup,
        Keeping keeping,
        RecoveryConfig recovery,
        Prices prices,
        OutboxConfig outbox,
        List<WebhookConfig> webhooks,
        MailConfig mail,
        MetricsConfig metrics,
        WebConfig web,
        LogConfig log) {
    /** Reads all of it; problems are gathered in the settings, to be told by {@link Settings#check()}. */
    public static Configuration from(Settings settings) {
        List<PbxConfig> pbxs = settings.names("pbxs", "host").stream()
                .map(name -> PbxConfig.from(settings, name))
                .toList();
        if (pbxs.isEmpty()) {
            settings.refuse("pbxs", "is required: at least one PBX, with host, username and secret");
        }
        CallConfig calls = CallConfig.from(settings);
        StoreConfig store = store(settings);
        OutboxConfig outbox = OutboxConfig.from(settings);
        return new Configuration(
                pbxs,
                calls,
                VoiceConfig.from(settings),
                store,
                BackupConfig.from(settings),
                keeping(settings, store, outbox),
                RecoveryConfig.from(settings, calls),
                MoneyConfig.from(settings),
                outbox,
                WebhookConfig.from(settings),
                MailConfig.from(settings),
                MetricsConfig.from(settings),
                WebConfig.from(settings),
                log(settings));
    }

    /** The other, but for what cannot change while the agent runs: that stays as it is here. */
    Configuration takingOver(Configuration newer) {
        return new Configuration(
                newer.pbxs,
                newer.calls,
                newer.voice,
                store.keeping(newer.store.retentionDays()),
                backup.takingOver(newer.backup),
                newer.keeping,
                newer.recovery,
                newer.prices,
                newer.outbox,
                newer.webhooks,
                newer.mail,
                metrics,
                web,
                newer.log);
    }

    /** What everybody who is told wants to be told. */
    List<Subscription> subscriptions() {
        return Stream.concat(webhooks.stream().map(WebhookConfig::subscription), mail.subscriptions().stream())
                .toList();
    }

    private static LogConfig log(Settings settings) {
        return new LogConfig(
                settings.choice("log.level", "info", "error", "warn", "info", "debug"),
                LogFormat.of(settings.choice("log.format", "auto", "auto", "text", "json", "journal")),
                settings.number("log.repeats-per-minute", LogConfig.DEFAULT_REPEATS, 0, LogConfig.MOST_REPEATS));
    }

    private static Keeping keeping(Settings settings, StoreConfig store, OutboxConfig outbox) {
        return new Keeping(
                store.retentionDays(),
                settings.number("privacy.numbers-days", 0, 0, StoreConfig.MAX_RETENTION_DAYS),
                settings.number("privacy.blind-intervals-days", 0, 0, StoreConfig.MAX_RETENTION_DAYS),
                outbox.keep(),
                outbox.keepGivenUp());
    }

    private static StoreConfig store(Settings settings) {
        String url = settings.text("store.url", "");
        String user = settings.text("store.user", "");
        Secret password = settings.secret("store.password", false);
        Path dataDir = settings.path("data-dir", "/var/lib/callwarden").orElseThrow();
        if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:h2:file:")) {
            settings.refuse("store.url", "must begin with jdbc:postgresql: or jdbc:h2:file:");
        }
        return new StoreConfig(
                url.isEmpty() ? null : url,
                user.isEmpty() ? null : user,
                password.value().isEmpty() ? null : password,
                dataDir,
                settings.number(
                        "store.retention-days", StoreConfig.DEFAULT_RETENTION_DAYS, 0, StoreConfig.MAX_RETENTION_DAYS),
                settings.number(
                        "store.backlog", StoreConfig.DEFAULT_BACKLOG, StoreConfig.MIN_BACKLOG, StoreConfig.MAX_BACKLOG),
                spoolMegabytes(settings));
    }

    private static int spoolMegabytes(Settings settings) {
        int megabytes = settings.number(
                "store.spool-megabytes", StoreConfig.DEFAULT_SPOOL_MEGABYTES, 0, StoreConfig.MAX_SPOOL_MEGABYTES);
        if (megabytes > 0 && megabytes < StoreConfig.MIN_SPOOL_MEGABYTES) {
            settings.refuse(
                    "store.spool-megabytes",
                    "must be 0 or a number from " + StoreConfig.MIN_SPOOL_MEGABYTES + " to "
                            + StoreConfig.MAX_SPOOL_MEGABYTES);
            return StoreConfig.DEFAULT_SPOOL_MEGABYTES;
        }
        return megabytes;
    }
}
