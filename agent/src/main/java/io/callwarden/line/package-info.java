/**
 * The phones and trunks of a PBX as they are now: who can be reached, which trunk stands, how many channels are in use. May import
 * {@code call} and the JDK. Written by the thread of the PBX; {@link io.callwarden.line.Line} and the counts of the board may be read
 * from any thread.
 */
package io.callwarden.line;
