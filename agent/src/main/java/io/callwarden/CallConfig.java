package io.callwarden;

import io.callwarden.call.CallRules;
import io.callwarden.config.Settings;
import io.callwarden.number.PhoneNumbers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the site decides about calls.
 *
 * @param shortAbandon callers who give up sooner are no missed calls
 * @param serviceLevel target of the wait
 * @param region country of numbers without a country code, such as {@code RU}; empty for none
 * @param names employees by extension
 */
public record CallConfig(Duration shortAbandon, Duration serviceLevel, String region, Map<String, String> names) {
    static CallConfig from(Settings settings) {
        String region = settings.text("calls.region", "");
        if (!region.isEmpty() && !PhoneNumbers.regions().contains(region)) {
            settings.refuse("calls.region", "must be a country as two capital letters, such as RU or DE");
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (String extension : settings.names("names", "")) {
            names.put(extension, settings.text("names." + extension, ""));
        }
        return new CallConfig(
                settings.seconds("calls.short-abandon-seconds", 5, 0, 60),
                settings.seconds("calls.service-level-seconds", 15, 1, 600),
                region,
                names);
    }

    /** Numbers as they are written in that country. */
    public PhoneNumbers numbers() {
        return new PhoneNumbers(region.isEmpty() ? null : region);
    }

    /**
     * The same for the tracker of one PBX.
     *
     * @param employees of that PBX, by extension; their names win
     */
    public CallRules rules(PhoneNumbers numbers, Map<String, String> employees) {
        Map<String, String> all = new LinkedHashMap<>(names);
        all.putAll(employees);
        return new CallRules(shortAbandon, all, number -> numbers.e164(number).orElse(null));
    }
}
