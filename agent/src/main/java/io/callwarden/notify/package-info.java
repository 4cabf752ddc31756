/**
 * Tells people and other systems what happened: which facts, to which receiver, in which words, and again until it is there. What is to be
 * told lies in the store's outbox, written in the transaction of the fact itself. May import the call model, {@code recovery} and
 * {@code export}; the store imports this package, not the other way round.
 */
package io.callwarden.notify;
