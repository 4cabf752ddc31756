package io.callwarden.notify;

/**
 * Somebody who is told.
 *
 * @param subscription of what
 * @param carrier by what means; its receiver is that of the subscription
 */
public record Receiver(Subscription subscription, Carrier carrier) {
    /** @throws IllegalArgumentException if subscription and carrier belong to different receivers */
    public Receiver {
        if (!subscription.receiver().equals(carrier.receiver())) {
            throw new IllegalArgumentException(
                    "a carrier to " + carrier.receiver() + " cannot serve " + subscription.receiver());
        }
    }
}
