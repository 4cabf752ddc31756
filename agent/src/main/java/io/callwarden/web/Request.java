package io.callwarden.web;

import io.vertx.core.MultiMap;

/**
 * What a page may know of a request.
 *
 * @param accept the Accept header; null where there is none
 * @param query the parameters of the query
 */
record Request(String accept, MultiMap query) {}
