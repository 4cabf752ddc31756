package io.callwarden.web;

import io.vertx.core.MultiMap;

/**
 * What a page may know of a request.
 *
 * @param path as asked for, decoded
 * @param accept the Accept header; null where there is none
 * @param query the parameters of the query
 */
record Request(String path, String accept, MultiMap query) {}
