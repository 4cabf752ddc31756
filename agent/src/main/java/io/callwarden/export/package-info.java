/**
 * The forms in which calls and the tasks of missed customers leave the program: JSON, CSV and a table for the terminal. Pure functions
 * without state, on any thread. May import {@code call}, {@code recovery}, {@code cost} and Jackson.
 */
package io.callwarden.export;
