/**
 * The forms in which a call leaves the program: JSON, CSV and a table for the terminal. Pure functions without state, on any thread.
 * May import {@code call} and Jackson.
 */
package io.callwarden.export;
