/**
 * The HTTP side: metrics, health, recent calls. May import {@code call}, {@code config}, {@code export}, {@code metrics},
 * {@code store} and Vert.x. Handlers run on Vert.x's event loop and hand whatever may wait to its workers.
 */
package io.callwarden.web;
