/**
 * How settings are read: file, environment and flags, and how every mistake in them is told at once. Imports the JDK and the YAML
 * parser; the record of a feature's settings lies with the feature. Used on the main thread, before anything runs.
 */
package io.callwarden.config;
