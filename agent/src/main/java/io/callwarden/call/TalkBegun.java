package io.callwarden.call;

import java.time.Instant;

/**
 * A caller and a person talk, in a call that goes on: what its record will say of it, as far as is known by now. Immutable.
 *
 * @param id of the call
 * @param direction as it is now
 * @param caller as in {@link Call}
 * @param did as in {@link Call}; null when not known
 * @param at when they began; where that was not seen, when the call began
 */
public record TalkBegun(CallId id, Direction direction, Caller caller, String did, Instant at) {}
