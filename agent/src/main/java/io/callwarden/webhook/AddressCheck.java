package io.callwarden.webhook;

import java.net.InetAddress;
import java.util.Optional;

/** Whether webhooks lead anywhere they may lead. Nothing is sent. */
public final class AddressCheck implements AutoCloseable {
    private final Resolver resolver = new Resolver(InetAddress::getAllByName);

    /** What is wrong, with the remedy; empty where it can be tried. */
    public Optional<String> problem(WebhookConfig webhook) throws InterruptedException {
        try {
            resolver.addresses(
                    webhook.target(), webhook.allowPrivate(), webhook.timeout().toMillis());
            return Optional.empty();
        } catch (Unreachable e) {
            return Optional.of(e.getMessage());
        }
    }

    @Override
    public void close() {
        resolver.close();
    }
}
