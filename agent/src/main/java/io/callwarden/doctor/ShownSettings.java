package io.callwarden.doctor;

import io.callwarden.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings in effect and where they come from. Only values that are known to be harmless are shown: a new setting is not, until it is named here. */
public final class ShownSettings {
    private static final Pattern HARMLESS = Pattern.compile(String.join(
            "|",
            "pbxs\\.[^.]+\\.(host|port|plain-login|tls\\..*|voice-quality|time-zone|trunks|phones|trunk-contexts|phone-contexts|queues\\..*|channel-limits\\..*)",
            "calls\\..*|voice\\..*|data-dir|store\\.(retention-days|backlog)|backup\\..*|metrics\\..*|http\\..*|log\\..*",
            "recovery\\.(target-minutes|expiry-days|business-hours\\..*|queues)",
            "notify\\.outbox\\..*|notify\\.mail\\.(host|port|encryption|ca-file|verify-host|timeout-seconds)",
            "notify\\.mails\\.[^.]+\\.(gather-minutes|time-zone|events|pbxs|directions|outcomes|queues|short-abandons|quiet-minutes)",
            "notify\\.webhooks\\.[^.]+\\.(events|pbxs|directions|outcomes|queues|short-abandons|quiet-minutes|preset|time-zone|content-type"
                    + "|method|timeout-seconds|allow-private|parallel)"));
    /** Of a setting that takes a number: a port, a limit. */
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,3})?");
    /** Whose values are words that must not appear anywhere else either. */
    private static final Pattern PRIVATE = Pattern.compile(
            "names\\..*|pbxs\\.[^.]+\\.employees\\..*|recovery\\.important|notify\\.mails\\.[^.]+\\.to|notify\\.mail\\.(from|username)"
                    + "|store\\.url|notify\\.webhooks\\.[^.]+\\.(values\\..*|template)");

    /** Many call the user of a server so; without that word nothing could be read. */
    private static final String OURSELVES = "callwarden";

    private ShownSettings() {}

    /** One line a setting. */
    public static List<String> lines(List<Setting> settings, Mask mask) {
        List<String> lines = new ArrayList<>();
        for (Setting setting : settings) {
            // Extensions and queues may be keys; a number as a name is masked as anywhere else.
            lines.add(
                    "%s = %s  (%s)".formatted(mask.of(setting.key()), value(setting, mask), mask.of(setting.source())));
        }
        return lines;
    }

    private static String value(Setting setting, Mask mask) {
        if (setting.value().isEmpty()) {
            return "-";
        }
        if (setting.value().equals(setting.fallback())) {
            return setting.value();
        }
        if (!HARMLESS.matcher(setting.key()).matches()) {
            return "[set, not shown]";
        }
        return setting.allowed().contains("number from")
                        && AMOUNT.matcher(setting.value()).matches()
                ? setting.value()
                : mask.of(setting.value());
    }

    /** Words of the configuration that name people or open doors. */
    public static List<String> privateWords(List<Setting> settings) {
        return settings.stream()
                .filter(setting -> PRIVATE.matcher(setting.key()).matches())
                .flatMap(setting -> Stream.of(setting.value().split("[,\\[\\]]")))
                .map(String::strip)
                .filter(word -> !word.isEmpty() && !word.equalsIgnoreCase(OURSELVES))
                .toList();
    }
}
