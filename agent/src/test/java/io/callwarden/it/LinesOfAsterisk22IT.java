package io.callwarden.it;

final class LinesOfAsterisk22IT extends LinesOfRealAsterisk {
    LinesOfAsterisk22IT() {
        super(Office.NEWEST);
    }
}
