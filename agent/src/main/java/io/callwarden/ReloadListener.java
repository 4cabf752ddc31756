package io.callwarden;

import io.callwarden.log.LogConfig;

/** Whoever runs the agent, told when its configuration is read anew. On the thread that reads it. */
public interface ReloadListener {
    /** Nobody wants to know. */
    ReloadListener NOBODY = new ReloadListener() {
        @Override
        public void begins() {}

        @Override
        public void ends() {}

        @Override
        public void log(LogConfig config) {}
    };

    /** It is being read. */
    void begins();

    /** It was read, or could not be used. */
    void ends();

    /** The log is to be written so from now on; not told where that is the same. */
    void log(LogConfig config);
}
