package io.callwarden.it;

final class SetupOfAsterisk22IT extends SetupOfRealAsterisk {
    SetupOfAsterisk22IT() {
        super(Office.NEWEST);
    }
}
