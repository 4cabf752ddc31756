/**
 * Keeps calls, and what follows from them for customers who were missed, in H2 or PostgreSQL. {@link io.callwarden.store.CallRecorder} takes
 * calls from the threads of the PBXs and writes them on one thread of its own; {@link io.callwarden.store.RecoveryClock} lets time pass on
 * another; {@link io.callwarden.store.CallStore} may be read from any. May import {@code call}, {@code recovery}, {@code notify},
 * {@code config} and JDBC libraries.
 */
package io.callwarden.store;
