package io.callwarden.call;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a site decides about its calls.
 *
 * @param shortAbandon a caller who gives up sooner than this is a short abandon, and not missed
 * @param names employees' names by extension; they win over what the PBX says
 * @param e164 turns a caller's number into E.164 with its plus sign, or null where it is no public number; must not throw
 */
public record CallRules(Duration shortAbandon, Map<String, String> names, UnaryOperator<String> e164) {
    /** Short abandons under 5 s, no names, no public numbers. */
    public static final CallRules DEFAULT = new CallRules(Duration.ofSeconds(5), Map.of(), number -> null);

    public CallRules {
        names = Map.copyOf(names);
    }
}
