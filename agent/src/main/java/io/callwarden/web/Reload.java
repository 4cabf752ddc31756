package io.callwarden.web;

import java.util.List;

/** Reads the configuration anew. Called on worker threads; may take seconds. */
@FunctionalInterface
public interface Reload {
    /**
     * Puts in effect what changed.
     *
     * @return one sentence each: what is in effect now, and what needs a restart
     * @throws io.callwarden.config.ConfigException with every mistake; then nothing has changed
     */
    List<String> run();
}
