package io.callwarden.cli;

import io.callwarden.Configuration;
import io.callwarden.FollowedCalls;
import io.callwarden.store.StoreConfig;
import io.callwarden.store.StoreException;
import io.callwarden.store.UnusableDatabaseException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What is on record, wherever it can be had: in the database, which this program opens by itself, or from the agent that runs here. The
 * built-in database belongs to one program at a time.
 */
final class Records {
    private final Configuration configuration;
    private final RunningAgent agent;

    Records(Configuration configuration) {
        this.configuration = configuration;
        agent = new RunningAgent(configuration);
    }

    /** Reads: from the database, or from the running agent where that has it open. */
    private <T> T read(Function<FollowedCalls, T> own, Function<RunningAgent, T> asked) {
        requireDatabase(configuration.store());
        // Else it would take the seconds that an attempt to open the agent's file is repeated.
        if (configuration.store().jdbcUrl() == null && agent.takesCommands()) {
            return asked.apply(agent);
        }
        try (FollowedCalls calls = new FollowedCalls(configuration, Clock.systemUTC())) {
            try {
                calls.store().prepare();
            } catch (UnusableDatabaseException e) {
                throw e;
            } catch (StoreException e) {
                return agent.insteadOf(e, asked);
            }
            return own.apply(calls);
        } catch (UnusableDatabaseException e) {
            throw e;
        } catch (StoreException e) {
            throw new Stop(ExitCode.UNAVAILABLE, e.getMessage());
        }
    }

    /**
     * Shows what is on record.
     *
     * @param own prints it from the database
     * @param path where the running agent gives the same
     */
    void show(String path, Map<String, String> parameters, PrintWriter out, Consumer<FollowedCalls> own) {
        read(
                calls -> {
                    own.accept(calls);
                    return true;
                },
                agent -> {
                    agent.copy(path, parameters, out);
                    return true;
                });
        out.flush();
    }

    /**
     * Changes: by the running agent, who then knows of it at once and tells others, or in the database where none runs here.
     */
    <T> T change(Function<FollowedCalls, T> own, Function<RunningAgent, T> asked) {
        return agent.takesCommands() ? asked.apply(agent) : read(own, asked);
    }

    /** Reading must not make a database, which would then belong to whoever read. */
    private static void requireDatabase(StoreConfig store) {
        if (store.jdbcUrl() == null && !Files.exists(store.dataDir().resolve("callwarden.mv.db"))) {
            throw new Stop(
                    ExitCode.FAILURE,
                    "No calls are on record: there is no database in %s. Has the agent run with this data-dir?"
                            .formatted(store.dataDir()));
        }
    }
}
