package io.callwarden.cli;

import io.callwarden.Configuration;
import io.callwarden.check.DataFolder;
import io.callwarden.check.Finding;
import io.callwarden.check.ReceiverName;
import io.callwarden.check.WebPort;
import io.callwarden.store.DatabaseCheck;
import io.callwarden.store.StoreException;
import io.callwarden.webhook.AddressCheck;
import io.callwarden.webhook.WebhookConfig;
import java.util.ArrayList;
import java.util.List;

/** What {@code check} says of the agent's own machine: data, database, port, receivers. */
final class PlaceReport {
    private final Configuration configuration;
    private final RunningAgent agent;

    PlaceReport(Configuration configuration) {
        this.configuration = configuration;
        agent = new RunningAgent(configuration);
    }

    List<Finding> look() throws InterruptedException {
        List<Finding> findings =
                new ArrayList<>(new DataFolder(configuration.store().dataDir()).look());
        boolean running = agent.isThere();
        findings.add(database(running));
        findings.add(new WebPort(configuration.web().host(), configuration.web().port(), () -> running).look());
        if (!configuration.mail().lists().isEmpty()) {
            findings.add(ReceiverName.look(
                    "notify.mail", configuration.mail().server().host()));
        }
        try (AddressCheck addresses = new AddressCheck()) {
            for (WebhookConfig webhook : configuration.webhooks()) {
                String name = "notify.webhooks." + webhook.name();
                findings.add(addresses
                        .problem(webhook)
                        .map(words -> Finding.warn(name + ": " + words))
                        .orElseGet(() -> Finding.ok(name + ": its address is known and may be used")));
            }
        }
        return findings;
    }

    private Finding database(boolean running) {
        if (running && configuration.store().jdbcUrl() == null) {
            return Finding.ok("the running agent has the database open");
        }
        try {
            return Finding.ok(DatabaseCheck.look(configuration.store()));
        } catch (StoreException e) {
            return Finding.fail(e.getMessage());
        }
    }
}
