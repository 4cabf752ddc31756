package io.callwarden.it;

final class BlindnessWithAsterisk16IT extends BlindnessWithRealAsterisk {
    BlindnessWithAsterisk16IT() {
        super(Office.OLDEST);
    }
}
