/** What lost customers cost. Knows the JDK only. Immutable and pure; any thread. */
package io.callwarden.cost;
