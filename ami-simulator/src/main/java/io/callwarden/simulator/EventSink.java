package io.callwarden.simulator;

/** Where played events go. */
interface EventSink {

    void event(PlayedEvent event);

    /** Told of each recording before the first event of it. */
    void learn(PbxFacts facts);

    /** Told when a playing is over, by its last event or because it was broken off. */
    void end(Playing playing);
}
