package io.callwarden.cost;

import java.util.Map;

/**
 * What a customer is worth, by the number he dialled or the queue he waited in.
 *
 * @param currency ISO 4217 code, such as {@code USD}
 * @param usual where nothing else is said
 * @param byDid for callers of these numbers, before those by queue
 * @param byQueue for callers in these queues
 */
public record Prices(String currency, Price usual, Map<String, Price> byDid, Map<String, Price> byQueue) {
    public Prices {
        byDid = Map.copyOf(byDid);
        byQueue = Map.copyOf(byQueue);
    }

    /** For one customer; {@code did} and {@code queue} are null where not known. */
    public Price of(String did, String queue) {
        Price byNumber = did == null ? null : byDid.get(did);
        if (byNumber != null) {
            return byNumber;
        }
        return queue == null ? usual : byQueue.getOrDefault(queue, usual);
    }
}
