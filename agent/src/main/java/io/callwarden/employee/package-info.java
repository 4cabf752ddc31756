/**
 * The employees of a PBX, live: what each does now, and what each has done since the agent began to listen. May import {@code call} and the
 * JDK. Written by the thread of the PBX; {@link io.callwarden.employee.Employee} may be read by any.
 */
package io.callwarden.employee;
