/**
 * What is said to the service manager that started the agent. May import the JDK and Netty's native sockets. Blocks nobody; used by one
 * thread.
 */
package io.callwarden.service;
