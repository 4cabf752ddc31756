package io.callwarden.webhook;

import io.callwarden.config.Secret;
import io.callwarden.config.Settings;
import io.callwarden.notify.Subscription;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One webhook, as the operator set it up.
 *
 * @param name under which it is known in settings, metrics and commands
 * @param subscription what it is told
 * @param signature null where deliveries are not signed
 * @param method {@code POST} or {@code PUT}
 * @param headers sent with every request, besides those that the agent sends itself
 * @param timeout of one attempt, from looking the name up to the end of the answer
 * @param allowPrivate whether addresses that are not public may be used
 * @param ca certificates in PEM form that are trusted instead of Java's; null for Java's
 * @param parallel attempts at the same time
 */
public record WebhookConfig(
        String name,
        Subscription subscription,
        Target target,
        Signature signature,
        Body body,
        String method,
        Map<String, Secret> headers,
        Duration timeout,
        boolean allowPrivate,
        String ca,
        int parallel) {
    private static final String PARENT = "notify.webhooks";

    /** Reads all webhooks; problems are gathered in the settings. */
    public static List<WebhookConfig> from(Settings settings) {
        Set<String> names = new LinkedHashSet<>(settings.names(PARENT, "url"));
        names.addAll(settings.names(PARENT, "url-file"));
        return names.stream().map(name -> from(settings, name)).toList();
    }

    private static WebhookConfig from(Settings settings, String name) {
        String prefix = PARENT + "." + name;
        WebhookSettings read = new WebhookSettings(settings, prefix);
        Subscription subscription = Subscription.from(settings, prefix, receiver(name));
        return new WebhookConfig(
                name,
                subscription,
                read.target(),
                read.signature(),
                read.body(subscription.filter().events()),
                settings.choice(prefix + ".method", "POST", "POST", "PUT"),
                read.headers(),
                settings.seconds(prefix + ".timeout-seconds", 10, 1, 60),
                read.allowPrivate(),
                read.ca(),
                settings.number(prefix + ".parallel", 4, 1, 32));
    }

    private static String receiver(String name) {
        return "webhook:" + name;
    }

    /** As in {@link io.callwarden.notify.Notice#receiver}. */
    public String receiver() {
        return receiver(name);
    }
}
