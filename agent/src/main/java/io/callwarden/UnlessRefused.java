package io.callwarden;

import io.callwarden.call.BlindInterval;
import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallListener;
import io.callwarden.call.TalkBegun;
import io.callwarden.store.Neighbours;

/** Tells of the calls of a PBX only while its name is no other PBX's too: two calls of one id would be taken for one. */
final class UnlessRefused implements CallListener {
    private final String pbx;
    private final Neighbours neighbours;
    private final CallListener listener;
    private final Runnable leftOut;

    /** @param leftOut told of each call that nobody is told of */
    UnlessRefused(String pbx, Neighbours neighbours, CallListener listener, Runnable leftOut) {
        this.pbx = pbx;
        this.neighbours = neighbours;
        this.listener = listener;
        this.leftOut = leftOut;
    }

    private boolean isRefused() {
        return neighbours.refusal(pbx).isPresent();
    }

    @Override
    public void talkBegan(TalkBegun talk) {
        if (!isRefused()) {
            listener.talkBegan(talk);
        }
    }

    @Override
    public void callMerged(CallId id, CallId into) {
        listener.callMerged(id, into);
    }

    @Override
    public void callEnded(Call call) {
        if (isRefused()) {
            leftOut.run();
        } else {
            listener.callEnded(call);
        }
    }

    @Override
    public void blindIntervalEnded(BlindInterval interval) {
        if (!isRefused()) {
            listener.blindIntervalEnded(interval);
        }
    }
}
