package io.callwarden.store;

import java.util.Map;

/**
 * What was, or would be, removed of a person.
 *
 * @param calls with his number in them
 * @param callBacks of his, open or ended
 * @param notices about him that wait, were delivered or were given up
 * @param told how many of the notices each receiver was told already
 * @param traces whether the database's file holds bytes of him until it is rewritten
 */
public record Forgotten(int calls, int callBacks, int notices, Map<String, Integer> told, boolean traces) {
    /** Whether there is nothing of him. */
    public boolean nothing() {
        return calls == 0 && callBacks == 0 && notices == 0;
    }
}
