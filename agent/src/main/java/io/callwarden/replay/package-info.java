/**
 * Reads recordings of AMI on the same path as a live PBX, for people who want to know what the agent would have said. Imports call and
 * ami. Each recording is read by one thread.
 */
package io.callwarden.replay;
