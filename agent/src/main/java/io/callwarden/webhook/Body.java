package io.callwarden.webhook;

import io.callwarden.notify.Event;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is sent of a notice. Immutable.
 *
 * @param contentType as in the header
 * @param template null where the notice's own body is sent
 * @param values what the operator gave the template, by name
 * @param zone of the times that people read
 */
record Body(String contentType, BodyTemplate template, Map<String, String> values, ZoneId zone) {
    /** As sent. */
    String of(String notice) {
        return template == null ? notice : template.render(Facts.of(notice, values, zone));
    }

    /**
     * Tries the template with an example of each event.
     *
     * @throws TemplateException if it gives no good body for one of them, or names what is never told
     */
    void tryOut(Collection<Event> events) {
        for (Event event : events) {
            ObjectNode sample = (ObjectNode) Facts.JSON.readTree(Preset.resource("sample.json"));
            sample.put("event", event.label());
            boolean ofCall = event == Event.CALL_ENDED || event == Event.CALL_MISSED;
            sample.putNull(ofCall ? "task" : "call");
            try {
                of(sample.toString());
            } catch (TemplateException e) {
                throw new TemplateException(e.getMessage() + ", as tried with an example of " + event.label());
            }
        }
        template.requireKnownNames(Facts.of(Preset.resource("sample.json"), values, zone));
    }
}
