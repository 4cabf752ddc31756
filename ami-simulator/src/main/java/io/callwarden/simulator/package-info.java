/**
 * A faithful Asterisk manager for tests, demonstrations and benchmarks: recordings of real calls, the player that makes each playing
 * fresh, and the server that speaks AMI. Imports Netty, Jackson and picocli, nothing of the agent. What runs on which thread is
 * said by the classes.
 */
package io.callwarden.simulator;
