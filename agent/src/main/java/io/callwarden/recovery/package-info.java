/**
 * Follows every missed call until the customer was reached: tasks, their deadlines and how they ended. A function of the records of
 * calls: what it says can be made anew from them at any time. May import the call model only. Immutable and pure; any thread.
 */
package io.callwarden.recovery;
