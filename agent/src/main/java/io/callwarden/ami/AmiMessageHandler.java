package io.callwarden.ami;

import java.time.Instant;

/** Is told of every message that is wanted, in the order of the stream and on the thread that feeds the decoder. */
interface AmiMessageHandler {
    /** One event or response. {@code message} is used again for the next one: keep strings from it, never itself. */
    void on(AmiMessage message);

    /** What follows was just received: the time of events that bring none of their own. {@code now} is in PBX time. */
    default void onRead(Instant now) {}

    /** The first line of a connection; {@code version} is that of the protocol, such as {@code 11.0.0}. */
    default void onBanner(String version) {}
}
