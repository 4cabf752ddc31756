package io.callwarden.setup;

import io.callwarden.setup.SafeFile.Access;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Looks at an Asterisk, plans what the agent needs there, and does it when told to. One thread. */
public final class Setup {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("'.'yyyyMMdd-HHmmss'.bak'");
    private static final int SECRET_BYTES = 24;
    private static final String ROOT = "root";

    private final SetupRequest request;
    private final Path agentConfig;
    private final String group;
    private final Clock clock;
    private final AsteriskFacts facts;
    private final Plan plan;

    /**
     * Reads what is there and makes the plan; writes nothing.
     *
     * @param agentConfig callwarden.yml, there or not: who owns it, or its folder, may read the agent's secret
     * @param group that Asterisk runs as; null to find it out
     * @throws SetupException where nothing can or may be done
     */
    public Setup(SetupRequest request, AsteriskFolder folder, Path agentConfig, String group, Clock clock) {
        this.request = request;
        this.agentConfig = agentConfig;
        this.group = group;
        this.clock = clock;
        facts = folder.read();
        plan = Plan.of(request, facts, secretThere(), Setup::random);
    }

    public Plan plan() {
        return plan;
    }

    /** Who writes the configuration of this Asterisk. */
    public Flavour flavour() {
        return facts.flavour();
    }

    /** The group that will be able to read the agent's file in Asterisk's folder; empty for root only. */
    public Optional<String> readableFor() {
        return Optional.ofNullable(asteriskGroup()).map(GroupPrincipal::getName).filter(name -> !name.equals(ROOT));
    }

    /**
     * Writes.
     *
     * @return copies of what was replaced
     */
    public List<Path> write() {
        List<Path> copies = new ArrayList<>();
        for (Change change : plan.changes()) {
            try {
                Access access = access(change);
                if (change.kind() == Change.Kind.REPLACED) {
                    copies.add(SafeFile.keepCopy(
                            change.path(), STAMP.format(clock.instant().atZone(ZoneId.systemDefault()))));
                }
                SafeFile.write(change.path(), change.content(), access);
            } catch (IOException e) {
                throw new SetupException("%s cannot be written (%s): run setup as root".formatted(change.path(), e), e);
            }
        }
        return copies;
    }

    private Access access(Change change) throws IOException {
        return switch (change.readers()) {
            case ASTERISK -> Access.group(null, asteriskGroup());
            case AGENT -> agent();
            case AS_BEFORE -> Access.of(change.path());
        };
    }

    /** Whoever owns the agent's configuration; a group is let in where a root-owned file is shared with one, as packages do. */
    private Access agent() throws IOException {
        Path like = agentConfig;
        while (like != null && !Files.exists(like)) {
            like = like.getParent();
        }
        PosixFileAttributes found =
                Files.readAttributes(like == null ? request.secretFile().getRoot() : like, PosixFileAttributes.class);
        boolean shared =
                found.owner().getName().equals(ROOT) && !found.group().getName().equals(ROOT);
        return shared ? Access.group(found.owner(), found.group()) : Access.owner(found.owner(), found.group());
    }

    private GroupPrincipal asteriskGroup() {
        try {
            if (group != null) {
                return named(group)
                        .orElseThrow(() -> new SetupException(
                                "--asterisk-group: there is no group \"%s\" on this machine".formatted(group)));
            }
            Optional<GroupPrincipal> runs = runGroup().flatMap(Setup::named);
            if (runs.isPresent()) {
                return runs.get();
            }
            GroupPrincipal likeOthers = Files.readAttributes(
                            facts.folder().resolve("manager.conf"), PosixFileAttributes.class)
                    .group();
            return likeOthers.getName().equals(ROOT) ? named("asterisk").orElse(likeOthers) : likeOthers;
        } catch (IOException e) {
            throw new SetupException("Asterisk's configuration cannot be read (%s): run setup as root".formatted(e), e);
        }
    }

    private Optional<String> runGroup() throws IOException {
        Path main = facts.folder().resolve("asterisk.conf");
        return Files.isRegularFile(main)
                ? ConfigFile.parse(main.toString(), Files.readString(main, StandardCharsets.ISO_8859_1))
                        .value("options", "rungroup")
                : Optional.empty();
    }

    private static Optional<GroupPrincipal> named(String group) {
        try {
            return Optional.of(
                    Path.of("/").getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group));
        } catch (UserPrincipalNotFoundException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new SetupException("The groups of this machine cannot be read (%s)".formatted(e), e);
        }
    }

    private Optional<String> secretThere() {
        try {
            return Files.exists(request.secretFile())
                    ? Optional.of(Files.readString(request.secretFile())
                            .lines()
                            .findFirst()
                            .orElse("")
                            .strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw new SetupException(
                    "The secret file %s cannot be read (%s): run setup as root".formatted(request.secretFile(), e), e);
        }
    }

    private static String random() {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
