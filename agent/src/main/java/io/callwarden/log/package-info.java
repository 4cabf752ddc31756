/**
 * How the log is written: one line a fact as text, as JSON or for the journal, without phone numbers above DEBUG, and without the same
 * thousand times. What the agent says is said through SLF4J everywhere; nothing else imports this package but the wiring and the metrics.
 */
package io.callwarden.log;
