package io.callwarden.it;

final class QueuesOfAsterisk16IT extends QueuesOfRealAsterisk {
    QueuesOfAsterisk16IT() {
        super(Office.OLDEST);
    }
}
