/**
 * What a call is, how it moves from state to state, and how it ended: the words of a supervisor. Imports the JDK only. Everything
 * here is either immutable or owned by one thread, that of the PBX whose calls it follows.
 */
package io.callwarden.call;
