package io.callwarden.call;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which endpoints are trunks and which are employees' phones. In this order: what the configuration says, contexts with a
 * well-known name (FreePBX, Issabel), what the PBX itself knows, and at last the form of the name: two to six digits are a phone.
 *
 * <p>Used by the thread of one PBX.
 */
public final class LineRoles {
    private static final int KEPT = 10_000;
    private static final int LONGEST_EXTENSION = 6;

    /** What an endpoint is for. */
    public enum Role {
        TRUNK,
        PHONE;

        private final String label = Labels.of(this);

        /** The word used on screens. */
        public String label() {
            return label;
        }
    }

    /**
     * A role and how it was found.
     *
     * @param why one clause for the sysadmin who checks it
     */
    public record Decision(Role role, String why) {}

    /**
     * What the configuration says; every entry is a name or a pattern with {@code *}.
     *
     * @param trunks endpoints that are trunks
     * @param phones endpoints that are phones
     * @param trunkContexts contexts in which calls of trunks start
     * @param phoneContexts contexts in which calls of phones start
     */
    public record Rules(
            List<String> trunks, List<String> phones, List<String> trunkContexts, List<String> phoneContexts) {
        /** No rules at all. */
        public static final Rules NONE = new Rules(List.of(), List.of(), List.of(), List.of());

        public Rules {
            trunks = List.copyOf(trunks);
            phones = List.copyOf(phones);
            trunkContexts = List.copyOf(trunkContexts);
            phoneContexts = List.copyOf(phoneContexts);
        }
    }

    private static final List<String> TRUNK_CONTEXTS = List.of(
            "from-trunk*",
            "from-pstn*",
            "from-did*",
            "from-digital*",
            "from-analog*",
            "from-dahdi*",
            "from-zaptel*",
            "from-sip-external*",
            "ext-did*");
    private static final List<String> PHONE_CONTEXTS = List.of("from-internal*", "ext-*", "from-queue*");

    private Rules rules;
    private final Map<String, Decision> decided = new HashMap<>();
    /** Where the calls of an endpoint start, by what the PBX told or its own channels showed. */
    private final Map<String, String> contexts = new HashMap<>();

    private Set<String> registeringTrunks = Set.of();
    private Set<String> memberDevices = Set.of();

    public LineRoles(Rules rules) {
        this.rules = rules;
    }

    /** From now on these rules decide; calls in progress keep what was decided for them. */
    public void follow(Rules newRules) {
        rules = newRules;
        decided.clear();
    }

    /**
     * Takes over what the PBX told about itself.
     *
     * @param trunks endpoints that register with, or are identified by, somebody else, without technology: {@code trunk-a}
     * @param devices devices that are queue members, with technology: {@code PJSIP/101}
     */
    public void learn(Set<String> trunks, Set<String> devices) {
        registeringTrunks = Set.copyOf(trunks);
        memberDevices = Set.copyOf(devices);
        decided.clear();
    }

    /**
     * Takes over in which context the calls of an endpoint start; used where a channel of it is not at hand.
     *
     * @param device technology and endpoint: {@code PJSIP/101}
     */
    public void learnContext(String device, String context) {
        if (!context.isEmpty() && (contexts.size() < KEPT || contexts.containsKey(device))) {
            contexts.put(device, context);
        }
    }

    /**
     * The role of an endpoint.
     *
     * @param technology such as {@code PJSIP}
     * @param endpoint its name, such as {@code 101} or {@code trunk-a}
     * @param context the context its calls start in; empty when not known
     */
    public Decision decide(String technology, String endpoint, String context) {
        String device = technology + '/' + endpoint;
        String start = context.isEmpty() ? contexts.getOrDefault(device, "") : context;
        String key = device + '@' + start;
        Decision known = decided.get(key);
        if (known != null) {
            return known;
        }
        Decision decision = work(technology, endpoint, start);
        if (decided.size() < KEPT) {
            decided.put(key, decision);
        }
        return decision;
    }

    private Decision work(String technology, String endpoint, String context) {
        if (matches(rules.trunks, endpoint)) {
            return new Decision(Role.TRUNK, "the configuration lists it under trunks");
        }
        if (matches(rules.phones, endpoint)) {
            return new Decision(Role.PHONE, "the configuration lists it under phones");
        }
        if (matches(rules.trunkContexts, context)) {
            return new Decision(Role.TRUNK, "the configuration lists its context \"" + context + "\" for trunks");
        }
        if (matches(rules.phoneContexts, context)) {
            return new Decision(Role.PHONE, "the configuration lists its context \"" + context + "\" for phones");
        }
        if (matches(TRUNK_CONTEXTS, context)) {
            return new Decision(Role.TRUNK, "its context \"" + context + "\" is a well-known one of trunks");
        }
        if (matches(PHONE_CONTEXTS, context)) {
            return new Decision(Role.PHONE, "its context \"" + context + "\" is a well-known one of phones");
        }
        if (registeringTrunks.contains(endpoint)) {
            return new Decision(Role.TRUNK, "the PBX registers with it or knows it by its address");
        }
        if (memberDevices.contains(technology + '/' + endpoint)) {
            return new Decision(Role.PHONE, "it is a member of a queue");
        }
        if (isExtension(endpoint)) {
            return new Decision(Role.PHONE, "its name is 2 to 6 digits");
        }
        return new Decision(Role.TRUNK, "its name is not 2 to 6 digits and nothing else tells");
    }

    /** Two to six digits. */
    static boolean isExtension(String name) {
        if (name.length() < 2 || name.length() > LONGEST_EXTENSION) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(List<String> patterns, String name) {
        if (name.isEmpty()) {
            return false;
        }
        for (String pattern : patterns) {
            if (matches(pattern, 0, name, 0)) {
                return true;
            }
        }
        return false;
    }

    /** {@code *} stands for any text, also none; everything else for itself. */
    private static boolean matches(String pattern, int p, String name, int n) {
        int star = -1;
        int retry = n;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
