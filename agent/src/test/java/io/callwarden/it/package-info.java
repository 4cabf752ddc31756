/**
 * The agent, as it is shipped, against a real Asterisk in a container, with SIPp for callers and phones. All traffic stays on
 * loopback. Run by Failsafe, after the jar is built; {@code bin/asterisk-images} makes the images.
 */
package io.callwarden.it;
