package io.callwarden.setup;

import io.callwarden.config.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What will be written, and what is left to the administrator. Pure: says nothing about whether it can be done.
 *
 * @param changes in the order in which they are to be made; none where all is as it should be
 * @param byHand what only he can change, a sentence each
 * @param settings the lines for callwarden.yml
 */
public record Plan(List<Change> changes, List<String> byHand, String settings) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String ONE_ADDRESS = "/255.255.255.255";
    private static final String USUAL_PORT = "5038";
    private static final String HIDDEN = "(random, not shown)";

    /**
     * Decides.
     *
     * @param secretThere what the agent's secret file holds; empty where there is none
     * @param random makes a secret
     * @throws SetupException where something else is there, or the user exists in a file that is not the agent's
     */
    static Plan of(SetupRequest request, AsteriskFacts facts, Optional<String> secretThere, Supplier<String> random) {
        facts.elsewhere(request.username()).ifPresent(place -> {
            throw new SetupException(
                    "The user \"%s\" is already at %s, which setup does not touch: remove it there, or choose another name with --username"
                            .formatted(request.username(), place));
        });
        ManagerUser user = new ManagerUser(
                request.username(),
                secret(request, facts, secretThere, random),
                permit(request, facts),
                request.voice(),
                request.endpoints());
        List<Change> changes = new ArrayList<>();
        own(request, facts, user).ifPresent(changes::add);
        include(facts).ifPresent(changes::add);
        secretFile(request, secretThere, user.secret()).ifPresent(changes::add);
        return new Plan(changes, byHand(request, facts), settings(request, facts, user));
    }

    private static Secret secret(
            SetupRequest request, AsteriskFacts facts, Optional<String> secretThere, Supplier<String> random) {
        if (request.newSecret()) {
            return new Secret(random.get());
        }
        Optional<String> inUse = facts.own() == null
                ? Optional.empty()
                : ConfigFile.parse("", facts.own()).value(request.username(), "secret");
        return new Secret(
                inUse.or(() -> secretThere.filter(text -> !text.isEmpty())).orElseGet(random));
    }

    private static List<String> permit(SetupRequest request, AsteriskFacts facts) {
        if (!request.permit().isEmpty()) {
            return request.permit();
        }
        return List.of(localHost(facts) + (localHost(facts).contains(":") ? "/128" : ONE_ADDRESS));
    }

    /** Where this machine reaches the manager, which may listen at one address only. */
    private static String localHost(AsteriskFacts facts) {
        String bound = facts.general("bindaddr");
        return bound.isEmpty() || bound.equals("0.0.0.0") || bound.equals("::") ? LOOPBACK : bound;
    }

    private static Optional<Change> own(SetupRequest request, AsteriskFacts facts, ManagerUser user) {
        String text = ManagerFile.text(user, request.version(), request.timestamps());
        if (text.equals(facts.own())) {
            return Optional.empty();
        }
        refuseUnless(request.force() || request.newSecret() || facts.own() == null, facts.ownPath());
        return Optional.of(new Change(
                facts.ownPath(),
                facts.own() == null ? Change.Kind.NEW : Change.Kind.REPLACED,
                Change.Readers.ASTERISK,
                text.getBytes(StandardCharsets.ISO_8859_1),
                text.replace(user.secret().value(), HIDDEN)));
    }

    /** Only where somebody else writes manager.conf; its owner adds the line himself. */
    private static Optional<Change> include(AsteriskFacts facts) {
        if (!facts.flavour().isGenerated() || facts.includes(facts.ownPath())) {
            return Optional.empty();
        }
        byte[] before = facts.custom() == null ? new byte[0] : facts.custom();
        boolean openLine = before.length > 0 && before[before.length - 1] != '\n';
        String added =
                "; Callwarden: its own user, written by \"callwarden setup\"\n#include " + ManagerFile.PATH + "\n";
        byte[] behind = ((openLine ? "\n" : "") + added).getBytes(StandardCharsets.US_ASCII);
        byte[] after = new byte[before.length + behind.length];
        System.arraycopy(before, 0, after, 0, before.length);
        System.arraycopy(behind, 0, after, before.length, behind.length);
        boolean there = facts.custom() != null;
        return Optional.of(new Change(
                facts.customPath(),
                there ? Change.Kind.APPENDED : Change.Kind.NEW,
                there ? Change.Readers.AS_BEFORE : Change.Readers.ASTERISK,
                after,
                added));
    }

    private static Optional<Change> secretFile(SetupRequest request, Optional<String> there, Secret secret) {
        if (there.equals(Optional.of(secret.value()))) {
            return Optional.empty();
        }
        refuseUnless(request.force() || request.newSecret() || there.isEmpty(), request.secretFile());
        return Optional.of(new Change(
                request.secretFile(),
                there.isEmpty() ? Change.Kind.NEW : Change.Kind.REPLACED,
                Change.Readers.AGENT,
                (secret.value() + "\n").getBytes(StandardCharsets.US_ASCII),
                HIDDEN + "\n"));
    }

    private static void refuseUnless(boolean allowed, Path file) {
        if (!allowed) {
            throw new SetupException(
                    "%s is there and says something else than setup would write: look at it, then use --force, which keeps a copy, or another --username or --secret-file"
                            .formatted(file));
        }
    }

    private static List<String> byHand(SetupRequest request, AsteriskFacts facts) {
        List<String> byHand = new ArrayList<>();
        boolean generated = facts.flavour().isGenerated();
        if (!generated && !facts.includes(facts.ownPath())) {
            byHand.add(
                    "Add this line at the end of %s, else Asterisk does not read the new file:  #include \"manager.d/*.conf\""
                            .formatted(facts.folder().resolve("manager.conf")));
        }
        if (generated && !facts.includes(facts.customPath())) {
            byHand.add(
                    "%s does not include %s, else usual with %s: let it write its configuration anew, or add  #include %s"
                            .formatted(
                                    facts.folder().resolve("manager.conf"),
                                    Flavour.CUSTOM_FILE,
                                    facts.flavour().label(),
                                    Flavour.CUSTOM_FILE));
        }
        if (!facts.isOn("enabled")) {
            byHand.add("The manager interface is off: set  enabled = yes  in [general] of %s"
                    .formatted(facts.folder().resolve("manager.conf")));
        }
        if (!facts.isOn("timestampevents") && !request.timestamps()) {
            byHand.add(
                    "Times are exact only with  timestampevents = yes  in [general] of manager.conf; --timestamps sets it in the agent's file, for all manager users");
        }
        if (isRemote(request) && localHost(facts).startsWith("127.")) {
            byHand.add(
                    "The manager listens on this machine only (bindaddr = %s): let it listen where the agent reaches it, best with TLS (tlsenable)"
                            .formatted(facts.general("bindaddr")));
        }
        if (isRemote(request)) {
            byHand.add("Copy %s to the agent's machine, readable for the agent only".formatted(request.secretFile()));
        }
        return byHand;
    }

    private static boolean isRemote(SetupRequest request) {
        return !request.permit().isEmpty()
                && request.permit().stream()
                        .noneMatch(address -> address.startsWith("127.") || address.startsWith("::1"));
    }

    private static String settings(SetupRequest request, AsteriskFacts facts, ManagerUser user) {
        List<String> lines = new ArrayList<>();
        lines.add("pbxs:");
        lines.add("  " + request.pbx() + ":");
        lines.add("    host: " + (isRemote(request) ? "ADDRESS-OF-THIS-PBX" : "\"" + localHost(facts) + "\""));
        String port = facts.general("port");
        if (!port.isEmpty() && !port.equals(USUAL_PORT)) {
            lines.add("    port: " + port);
        }
        lines.add("    username: " + user.name());
        lines.add("    secret-file: \"" + request.secretFile() + "\"");
        if (!user.voice()) {
            lines.add("    voice-quality: false");
        }
        return String.join("\n", lines) + "\n";
    }
}
