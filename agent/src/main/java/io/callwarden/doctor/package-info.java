/** What a bug report needs to know of a machine and its agent, without phone numbers, names of people and secrets. Knows no other part of the agent. */
package io.callwarden.doctor;
