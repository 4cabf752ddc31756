/**
 * Tells other systems by HTTP: settings of webhooks, templates of their bodies, signatures, and the requests themselves. May import
 * {@code notify} and {@code config}; with the web the only user of Vert.x. Callers' threads wait while an event loop of its own sends.
 */
package io.callwarden.webhook;
