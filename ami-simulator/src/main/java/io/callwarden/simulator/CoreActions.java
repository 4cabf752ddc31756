package io.callwarden.simulator;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What the PBX says of itself. Called under the lock of {@link Pbx}. */
final class CoreActions {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Pbx pbx;

    CoreActions(Pbx pbx) {
        this.pbx = pbx;
    }

    List<AmiAction> actions() {
        return List.of(
                AmiAction.of(
                        "CoreStatus",
                        "Show PBX core status variables.",
                        this::status,
                        PrivilegeClass.SYSTEM,
                        PrivilegeClass.REPORTING),
                AmiAction.of(
                        "CoreSettings",
                        "Show PBX core settings (version etc).",
                        this::settings,
                        PrivilegeClass.SYSTEM,
                        PrivilegeClass.REPORTING),
                AmiAction.of("Command", "Execute Asterisk CLI Command.", this::command, PrivilegeClass.COMMAND));
    }

    private void status(Action action, Session session, Reply reply) {
        LocalDateTime booted =
                LocalDateTime.ofInstant(pbx.bootedAt(), pbx.settings().zone());
        reply.success()
                .header("CoreStartupDate", DATE.format(booted))
                .header("CoreStartupTime", TIME.format(booted))
                .header("CoreReloadDate", DATE.format(booted))
                .header("CoreReloadTime", TIME.format(booted))
                .header("CoreCurrentCalls", currentCalls());
        if (isAtLeastAsterisk20()) {
            reply.header("CoreProcessedCalls", pbx.state().processedCalls());
        }
        reply.end();
    }

    private long currentCalls() {
        return pbx.state().channels().values().stream()
                .map(channel -> channel.get(EventField.LINKEDID))
                .distinct()
                .count();
    }

    private boolean isAtLeastAsterisk20() {
        String major = pbx.settings().amiVersion().split("\\.")[0];
        return major.matches("[0-9]{1,3}") && Integer.parseInt(major) >= 9;
    }

    private void settings(Action action, Session session, Reply reply) {
        reply.success()
                .header("AMIversion", pbx.settings().amiVersion())
                .header("AsteriskVersion", pbx.settings().asteriskVersion())
                .header("SystemName", pbx.settings().systemName())
                .header("CoreMaxCalls", 0)
                .header("CoreMaxLoadAvg", "0.000000")
                .header("CoreRunUser", "")
                .header("CoreRunGroup", "")
                .header("CoreMaxFilehandles", 0)
                .header("CoreRealTimeEnabled", "No")
                .header("CoreCDRenabled", "Yes")
                .header("CoreHTTPenabled", "No");
        if (isAtLeastAsterisk20()) {
            reply.header("SoundsSearchCustomDir", "No");
        }
        reply.end();
    }

    private void command(Action action, Session session, Reply reply) {
        String command = action.get("Command").strip();
        switch (command) {
            case "core show version" ->
                output(
                        true,
                        "Asterisk " + pbx.settings().asteriskVersion()
                                + " built by simulator @ localhost on a x86_64 running Linux",
                        reply);
            case "core show uptime" -> output(true, "System uptime: " + uptime().toSeconds() + " seconds", reply);
            default ->
                output(
                        false,
                        "No such command '" + command + "' (type 'core show help " + command
                                + "' for other possible commands)",
                        reply);
        }
    }

    private Duration uptime() {
        return Duration.between(pbx.bootedAt(), pbx.settings().now());
    }

    private void output(boolean known, String line, Reply reply) {
        if (pbx.settings().isOlderThanAmi3()) {
            reply.header("Response", "Follows").header("Privilege", "Command").actionId();
            reply.raw(line + "\n--END COMMAND--\r\n").end();
        } else {
            reply.header("Response", known ? "Success" : "Error").actionId();
            reply.header("Message", "Command output follows")
                    .header("Output", line)
                    .end();
        }
    }
}
