/**
 * Keeps calls in H2 or PostgreSQL. {@link io.callwarden.store.CallRecorder} takes them from the threads of the PBXs and writes them on one
 * thread of its own; {@link io.callwarden.store.CallStore} may be read from any thread. May import {@code call}, {@code config} and JDBC
 * libraries.
 */
package io.callwarden.store;
