package io.callwarden.store;

import io.callwarden.store.DatabaseUrl.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of the embedded database, looked at before H2 opens it. Left alone, H2 makes an empty database of an empty file, and of one that
 * lost its end it opens what was there before, and overwrites the rest: calls would be gone without a word. Thread-safe.
 */
final class DatabaseFile {
    private static final Logger log = LoggerFactory.getLogger(DatabaseFile.class);
    private static final String PREFIX = "jdbc:h2:file:";
    private static final String SUFFIX = ".mv.db";
    private static final Duration BETWEEN_MARKS = Duration.ofSeconds(1);

    /** Two headers of a block each: such a file was begun and never written to. */
    private static final long BEGUN = 2 * 4_096;

    private final Path file;
    private final Path mark;
    private final Clock clock;
    private long marked = System.nanoTime() - BETWEEN_MARKS.toNanos();
    private boolean complained;

    private DatabaseFile(String path, Clock clock) {
        this.clock = clock;
        file = Path.of(path + SUFFIX).toAbsolutePath().normalize();
        mark = Path.of(path + ".mark").toAbsolutePath().normalize();
    }

    /** Empty where it is a server, in memory, encrypted, or on a file system of H2's own. */
    static Optional<DatabaseFile> of(DatabaseUrl url, Clock clock) {
        String path = url.toString();
        boolean plain = url.engine() == Engine.H2
                && path.startsWith(PREFIX + "/")
                && !url.jdbc().toUpperCase(Locale.ROOT).contains(";CIPHER=");
        return plain ? Optional.of(new DatabaseFile(path.substring(PREFIX.length()), clock)) : Optional.empty();
    }

    /**
     * To be called before it is opened; changes nothing in it.
     *
     * @throws UnusableDatabaseException saying what is wrong and what helps
     */
    void examine() {
        requireWritable();
        Optional<DurableMark> before = mark();
        if (!Files.exists(file)) {
            before.ifPresent(known -> log.warn(
                    "There is no database {} any more, though calls were written to it until {}: beginning a new one. Stop the agent and bring"
                            + " the file back if it was moved by mistake",
                    file,
                    known.at()));
            return;
        }
        if (size() <= BEGUN) {
            before.ifPresent(known -> {
                throw damaged("it is empty, though calls were written to it until " + known.at(), null);
            });
            return;
        }
        compare(before);
    }

    private void compare(Optional<DurableMark> before) {
        try (MVStore store =
                new MVStore.Builder().fileName(file.toString()).readOnly().open()) {
            before.filter(known -> known.created().equals(created(store)))
                    .filter(known -> known.version() > store.getCurrentVersion())
                    .ifPresent(known -> {
                        throw new DamagedDatabaseException(
                                ("The database file %s lacks what was written to it until %s: its end is lost. It was left as it is: bring back a"
                                                + " backup with \"callwarden restore BACKUP\", or remove %s to go on with what is left in it")
                                        .formatted(file, known.at(), mark),
                                null);
                    });
        } catch (MVStoreException e) {
            if (e.getErrorCode() != DataUtils.ERROR_FILE_LOCKED) {
                throw damaged(firstLine(e), e);
            }
            log.debug("{} is not looked at: another process has it open", file);
        }
    }

    /** To be called when what was written before is safe on the disk; remembers that, once a second at most. */
    synchronized void durable(Connection connection) throws SQLException {
        if (System.nanoTime() - marked < BETWEEN_MARKS.toNanos()) {
            return;
        }
        marked = System.nanoTime();
        MVStore store = ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession())
                .getDatabase()
                .getStore()
                .getMvStore();
        try {
            new DurableMark(created(store), store.getCurrentVersion(), clock.instant()).write(mark);
            complained = false;
        } catch (IOException e) {
            if (!complained) {
                log.warn(
                        "{} cannot be written ({}): should the database lose its end now, nobody would notice. Trying again",
                        mark,
                        e.toString());
            }
            complained = true;
        }
    }

    /** What is to be said instead of {@code failure} where that means that the file is damaged. */
    Optional<DamagedDatabaseException> damage(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (isDamage(cause)) {
                return Optional.of(damaged(firstLine(deepest(cause)), failure));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static boolean isDamage(Throwable cause) {
        if (cause instanceof SQLException e) {
            return e.getErrorCode() == ErrorCode.FILE_CORRUPTED_1
                    || e.getErrorCode() == ErrorCode.ROW_NOT_FOUND_IN_PRIMARY_INDEX;
        }
        return cause instanceof MVStoreException e
                && (e.getErrorCode() == DataUtils.ERROR_FILE_CORRUPT
                        || e.getErrorCode() == DataUtils.ERROR_CHUNK_NOT_FOUND);
    }

    private DamagedDatabaseException damaged(String how, Throwable cause) {
        return new DamagedDatabaseException(
                "The database file %s is damaged (%s): bring back a backup with \"callwarden restore BACKUP\", or move it away to begin a new one"
                        .formatted(file, how),
                cause);
    }

    private void requireWritable() {
        Path directory = file.getParent();
        Path unwritable = Files.isDirectory(directory) && !Files.isWritable(directory) ? directory : file;
        if (Files.exists(unwritable) && !Files.isWritable(unwritable)) {
            throw new UnwritableDatabaseException(
                    "The database cannot be written: %s is read-only for the user %s. Give it to that user, or mount it for writing, and start again"
                            .formatted(unwritable, System.getProperty("user.name")),
                    null);
        }
    }

    private Optional<DurableMark> mark() {
        try {
            return DurableMark.read(mark);
        } catch (IOException e) {
            log.warn("{} cannot be read ({}): whether the database lost its end is not known", mark, e.toString());
            return Optional.empty();
        }
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new StoreException("The database file %s cannot be looked at (%s)".formatted(file, e), e);
        }
    }

    private static String created(MVStore store) {
        Object created = store.getStoreHeader().get("created");
        return created instanceof Number number ? Long.toHexString(number.longValue()) : String.valueOf(created);
    }

    private static Throwable deepest(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause.getCause() != null && depth < 20; depth++) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Without the file's name and H2's version, which is in it as {@code [2.5.252/6]}. */
    private String firstLine(Throwable failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return message.lines().findFirst().orElse("").replace(": " + file, "").replaceAll(" ?\\[[-0-9./]+]", "");
    }
}
