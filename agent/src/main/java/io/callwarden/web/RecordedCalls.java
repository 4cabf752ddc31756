package io.callwarden.web;

import io.callwarden.call.Call;
import io.callwarden.store.CallFilter;
import java.util.function.Consumer;

/** The calls on record. Called on worker threads; may wait for the database. */
public interface RecordedCalls {
    /** Gives the calls that pass the filter one by one, in its order. */
    void forEach(CallFilter filter, Consumer<Call> reader);
}
