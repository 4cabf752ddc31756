/**
 * How voice arrives on each line, from the RTCP reports of a PBX. May import {@code call} and the JDK only. Runs on the thread of the
 * PBX.
 */
package io.callwarden.voice;
