package io.callwarden.web;

import io.callwarden.recovery.Customers;
import io.callwarden.store.CallStore;
import io.callwarden.store.Forgotten;
import io.callwarden.store.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets people, and says in words what was done and what lies elsewhere. Every method may wait for the database and throws what
 * {@link CallStore} throws. Thread-safe.
 */
public final class PersonDesk {
    private static final Logger log = LoggerFactory.getLogger(PersonDesk.class);

    /** The line that says that the file of the database is still to be rewritten. */
    public static final String TRACES =
            "- bytes in the file of the database, until it is rewritten: by itself when the agent is started next";

    /** Folders below the data directory in which backups may lie. */
    private static final int DEPTH = 2;

    private static final List<String> BACKUPS = List.of(".sql.gz", ".zip", ".sql");

    private final CallStore store;
    private final Customers customers;
    private final Path dataDir;

    /** @param dataDir where backups are looked for */
    public PersonDesk(CallStore store, Customers customers, Path dataDir) {
        this.store = store;
        this.customers = customers;
        this.dataDir = dataDir;
    }

    /**
     * Says what there is of a person.
     *
     * @param number in any spelling
     * @throws BadQueryException where it can be nobody's outside
     */
    public String look(String number) {
        Person person = person(number);
        Forgotten found = store.forget(person, true);
        return found.nothing()
                ? "Nothing is on record of %s.".formatted(person.masked())
                : "On record of %s: %s.".formatted(person.masked(), counts(found));
    }

    /**
     * Removes a person.
     *
     * @param number in any spelling
     * @throws BadQueryException where it can be nobody's outside
     */
    public String forget(String number) {
        Person person = person(number);
        Forgotten gone = store.forget(person, false);
        log.info("Forgot {} on request: {}", person.masked(), counts(gone));
        StringBuilder said = new StringBuilder("Forgot %s: %s.".formatted(person.masked(), counts(gone)));
        said.append("\nWhat is left elsewhere is for you to remove:");
        if (!gone.told().isEmpty()) {
            said.append("\n- told already, as far as is remembered: ").append(told(gone));
        }
        backups(said);
        if (gone.traces()) {
            said.append('\n').append(TRACES);
        }
        return said.append(
                        "\n- Asterisk's own records (CDR, CEL, logs, recordings, voicemail), which Callwarden never touches")
                .toString();
    }

    /** Rewrites the database's file; only for one who is alone with it. */
    public void rewriteFile() {
        store.rewriteFile();
    }

    private void backups(StringBuilder said) {
        try {
            List<Path> backups = backups();
            said.append(
                    backups.isEmpty()
                            ? "\n- backups, if you made any: none lies in " + dataDir
                            : "\n- backups, until they are deleted: "
                                    + backups.stream().map(Path::toString).collect(Collectors.joining(", ")));
        } catch (IOException e) {
            said.append("\n- backups: whether there are any in %s cannot be seen (%s)".formatted(dataDir, e));
        }
    }

    private List<Path> backups() throws IOException {
        if (!Files.isDirectory(dataDir)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(dataDir, DEPTH)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> BACKUPS.stream().anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        }
    }

    private static String told(Forgotten gone) {
        return new TreeMap<>(gone.told())
                .entrySet().stream()
                        .map(receiver -> "%s (%d)".formatted(receiver.getKey(), receiver.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String counts(Forgotten found) {
        return "%d call(s), %d call-back(s), %d notice(s)".formatted(found.calls(), found.callBacks(), found.notices());
    }

    private Person person(String number) {
        return Person.of(customers, number)
                .orElseThrow(
                        () -> new BadQueryException(
                                "number: must be the number or name of somebody outside, which is neither an extension nor withheld"));
    }
}
