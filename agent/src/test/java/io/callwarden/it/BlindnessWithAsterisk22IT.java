package io.callwarden.it;

final class BlindnessWithAsterisk22IT extends BlindnessWithRealAsterisk {
    BlindnessWithAsterisk22IT() {
        super(Office.NEWEST);
    }
}
