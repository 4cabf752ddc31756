package io.callwarden.it;

final class CallsThroughAsterisk22IT extends CallsThroughRealAsterisk {
    CallsThroughAsterisk22IT() {
        super(Office.NEWEST);
    }
}
