package io.callwarden.mail;

import java.time.Duration;
import java.util.Set;

/**
 * What the mail server did with one mail.
 *
 * @param accepted addresses for which it took the mail
 * @param refused addresses for which it will never take any
 * @param later why others did not get it and are to be tried again; null where there are none
 * @param pause how long to leave the server alone; null where nothing speaks for a certain time
 * @param never why it will not take this mail for anybody; null where it may
 */
record Posted(Set<String> accepted, Set<String> refused, String later, Duration pause, String never) {
    static Posted later(String problem, Duration pause) {
        return new Posted(Set.of(), Set.of(), problem, pause, null);
    }

    static Posted never(String problem) {
        return new Posted(Set.of(), Set.of(), null, null, problem);
    }
}
