package io.callwarden.simulator.script;

/** The value of a header that is known only when its event is sent. */
@FunctionalInterface
interface Late {
    String text(Exchange exchange);
}
