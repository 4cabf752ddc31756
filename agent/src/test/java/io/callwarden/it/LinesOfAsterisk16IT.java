package io.callwarden.it;

final class LinesOfAsterisk16IT extends LinesOfRealAsterisk {
    LinesOfAsterisk16IT() {
        super(Office.OLDEST);
    }
}
