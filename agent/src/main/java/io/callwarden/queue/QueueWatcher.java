package io.callwarden.queue;

import java.time.Duration;

/** Is told which queues there are, on the thread of their PBX; must not block. */
public interface QueueWatcher {
    /**
     * A queue is there, or Asterisk has another service level for it than before.
     *
     * @param serviceLevel Asterisk's own; zero where none is set or it is not known yet
     */
    void queueFound(String queue, Duration serviceLevel);

    /** A queue has been gone from the PBX for a day: nobody needs its figures any more. */
    void queueRemoved(String queue);
}
