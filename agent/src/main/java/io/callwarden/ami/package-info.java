/**
 * Speaks to Asterisk: the connection, its byte decoder, the snapshot of a PBX, and the translation into what happens to calls. No AMI
 * word is known outside. May import {@code call} and {@code config}, Netty, and asterisk-java for actions and typed rows. Everything of
 * one PBX runs on that PBX's event loop thread.
 */
package io.callwarden.ami;
