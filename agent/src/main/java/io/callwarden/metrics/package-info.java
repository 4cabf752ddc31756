/**
 * Prometheus meters, one class per subject; names, labels and meanings are listed in docs/metrics.md. May import {@code call},
 * {@code ami}, {@code queue}, {@code employee}, {@code line}, {@code store}, {@code config} and Micrometer. Meters are written by the thread of their PBX and read by the scrape; no label ever
 * holds a phone number, a caller's name or the id of a call.
 */
package io.callwarden.metrics;
