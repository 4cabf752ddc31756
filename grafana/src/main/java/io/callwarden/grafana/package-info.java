/**
 * The Grafana boards: one definition a panel here, classic dashboard JSON in {@code grafana/dashboards} made from it. Imports the JDK and
 * Jackson; knows the agent only by the names of its metrics. Runs at build time, on one thread.
 */
package io.callwarden.grafana;
