/**
 * What the calls and the tasks of days, weeks and months add up to: employees, and money. Folds over records in whatever order they come;
 * knows {@code call}, {@code recovery}, {@code cost} and the JDK. Each fold belongs to one thread; what it yields is immutable.
 */
package io.callwarden.report;
