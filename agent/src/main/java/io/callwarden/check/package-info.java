/**
 * Whether the machine of the agent has what the agent needs: room and rights for its data, a free port, receivers that can be found. Knows no
 * configuration and no connection of the agent; what a PBX grants is looked at elsewhere.
 */
package io.callwarden.check;
