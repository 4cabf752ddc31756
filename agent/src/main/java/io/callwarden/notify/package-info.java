/**
 * Tells people and other systems what happened: which facts, to which receiver, in which words, and again until it is there.
 * {@link io.callwarden.notify.Announcements} decides within the transaction of the fact, what is to be told lies in the store's outbox, and
 * a courier for each receiver brings it on threads of its own. May import {@code call}, {@code recovery}, {@code cost}, {@code export} and
 * {@code config}; the store imports this package, not the other way round.
 */
package io.callwarden.notify;
