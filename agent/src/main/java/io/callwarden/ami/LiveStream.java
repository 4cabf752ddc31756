package io.callwarden.ami;

import java.time.Instant;

/** Translates as it comes: an event without a Timestamp happened when it was received. */
final class LiveStream implements AmiMessageHandler {
    private final CallEventTranslator translator;

    LiveStream(CallEventTranslator translator) {
        this.translator = translator;
    }

    @Override
    public void onRead(Instant now) {
        translator.clock(now);
    }

    @Override
    public void on(AmiMessage message) {
        translator.on(message);
    }
}
