/**
 * The queues of a PBX as they stand: who waits, and what their members do. May import {@code call}. Written by the thread of the PBX;
 * {@link io.callwarden.queue.QueueBoard#queues} may be read by any.
 */
package io.callwarden.queue;
