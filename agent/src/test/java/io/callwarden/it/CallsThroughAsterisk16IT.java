package io.callwarden.it;

final class CallsThroughAsterisk16IT extends CallsThroughRealAsterisk {
    CallsThroughAsterisk16IT() {
        super(Office.OLDEST);
    }
}
