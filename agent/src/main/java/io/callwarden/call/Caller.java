package io.callwarden.call;

/**
 * Whoever started the call.
 *
 * @param number the number as Asterisk showed it, or the extension of an employee; null when withheld
 * @param name the name that came with the number, null when there is none; untrusted text from outside
 * @param e164 the number in E.164 with its plus sign, null when it is no public number
 */
public record Caller(String number, String name, String e164) {}
