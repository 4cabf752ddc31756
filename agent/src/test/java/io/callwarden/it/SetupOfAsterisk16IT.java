package io.callwarden.it;

final class SetupOfAsterisk16IT extends SetupOfRealAsterisk {
    SetupOfAsterisk16IT() {
        super(Office.OLDEST);
    }
}
