/**
 * The forms in which calls, the tasks of missed customers and reports leave the program: JSON, CSV and a table for the terminal. Pure functions
 * without state, on any thread. May import {@code call}, {@code recovery}, {@code cost}, {@code report} and Jackson.
 */
package io.callwarden.export;
