/** The whole agent as a process of its own, under load, treated badly: killed, with a full disk, without descriptors. */
package io.callwarden.crash;
