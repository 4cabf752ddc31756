package io.callwarden.simulator;

/** Where played events go. */
interface EventSink {

    void event(PlayedEvent event);

    /** Told of each recording before the first event of it. */
    void learn(PbxFacts facts);
}
