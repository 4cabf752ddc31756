package io.callwarden.simulator.script;

import java.time.Instant;

/** Who calls the house of a busy day and is called from it, and what he does after a call that came to nothing. */
interface Callers {
    /** The number that the next caller from outside shows. */
    String calling(Instant at);

    /** The number that an employee calls next, of his own accord. */
    String called();

    /** The call of whoever {@link #calling} gave last is over. */
    void ended(ScriptedCall call, String number, Kind kind);
}
