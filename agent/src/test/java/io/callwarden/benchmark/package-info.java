/**
 * Measures the agent beside the alternatives: each client in a process of its own, all on the same stream. {@link
 * io.callwarden.benchmark.Benchmark} runs everything; docs/benchmarks.md says what the figures mean. Not part of the product.
 */
package io.callwarden.benchmark;
