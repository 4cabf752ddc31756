package io.callwarden;

import io.callwarden.call.BlindInterval;
import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallListener;
import io.callwarden.call.Direction;
import io.callwarden.call.QueueVisit;
import io.callwarden.call.TalkBegun;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several listeners; a fault in one keeps nothing from the others. */
final class CallListeners implements CallListener {
    private static final Logger log = LoggerFactory.getLogger(CallListeners.class);

    private final List<CallListener> listeners;

    CallListeners(List<CallListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void callEnded(Call call) {
        each(listener -> listener.callEnded(call), "call " + call.id());
    }

    @Override
    public void callStarted(CallId id, Direction direction) {
        each(listener -> listener.callStarted(id, direction), "call " + id);
    }

    @Override
    public void talkBegan(TalkBegun talk) {
        each(listener -> listener.talkBegan(talk), "a talk in call " + talk.id());
    }

    @Override
    public void callMerged(CallId id, CallId into) {
        each(listener -> listener.callMerged(id, into), "call " + id);
    }

    @Override
    public void queueVisitEnded(CallId id, Direction direction, QueueVisit visit) {
        each(listener -> listener.queueVisitEnded(id, direction, visit), "a queue visit of call " + id);
    }

    @Override
    public void blindIntervalEnded(BlindInterval interval) {
        each(listener -> listener.blindIntervalEnded(interval), "a blind interval of " + interval.pbx());
    }

    private void each(Consumer<CallListener> told, String what) {
        for (CallListener listener : listeners) {
            try {
                told.accept(listener);
            } catch (RuntimeException e) {
                log.error("{} failed on {}; the others were told. Please report this", listener.getClass(), what, e);
            }
        }
    }
}
