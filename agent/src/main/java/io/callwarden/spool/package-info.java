/**
 * A queue that lies on the disk: what was put in survives the end of the process and comes out in the order in which it went in. One thread puts in,
 * another takes out. Knows bytes only; imports nothing but the JDK and the log.
 */
package io.callwarden.spool;
