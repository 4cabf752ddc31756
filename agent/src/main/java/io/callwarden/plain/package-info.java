/** Text from outside, made fit for a line. Imports nothing but the JDK. */
package io.callwarden.plain;
