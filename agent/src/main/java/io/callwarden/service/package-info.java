/**
 * What is said to the service manager that started the agent, and the signal by which it is told to read its configuration anew. May import
 * the JDK and Netty's native sockets. Blocks nobody; any thread.
 */
package io.callwarden.service;
