package io.callwarden.it;

final class QueuesOfAsterisk22IT extends QueuesOfRealAsterisk {
    QueuesOfAsterisk22IT() {
        super(Office.NEWEST);
    }
}
