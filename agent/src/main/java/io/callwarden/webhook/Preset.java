package io.callwarden.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A ready template for a product that many have; all of them give JSON. docs/webhooks.md says how each is set up. */
enum Preset {
    BITRIX24("responsible-id"),
    AMOCRM,
    HUBSPOT,
    CRM,
    TELEGRAM("chat-id"),
    SLACK,
    MATTERMOST,
    TEAMS;

    private final List<String> required;

    Preset(String... required) {
        this.required = List.of(required);
    }

    /** The word in the configuration. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Values without which it makes no sense. */
    List<String> required() {
        return required;
    }

    String template() {
        return resource(label() + ".mustache");
    }

    static String resource(String name) {
        try (InputStream resource = Preset.class.getResourceAsStream("/webhook-presets/" + name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("A packaged file cannot be read: " + name, e);
        }
    }
}
