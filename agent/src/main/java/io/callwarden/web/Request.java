package io.callwarden.web;

import io.vertx.core.MultiMap;

/**
 * What a page may know of a request.
 *
 * @param path as asked for, decoded
 * @param accept the Accept header; null where there is none
 * @param query the parameters of the query
 * @param form the fields of a form that was sent; empty where none was
 * @param role of whoever asks
 */
record Request(String path, String accept, MultiMap query, MultiMap form, Role role) {
    /** The field of the form; null where it was not sent. */
    String form(String name) {
        return form.get(name);
    }
}
