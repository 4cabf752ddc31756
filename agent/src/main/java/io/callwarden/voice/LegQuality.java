package io.callwarden.voice;

import java.time.Duration;

/**
 * How voice arrived on one leg, from its first report to its last.
 *
 * @param line such as {@code PJSIP/101}
 * @param mos estimated mean opinion score, 1 to 4.5: that of the side which heard worse
 * @param lost share of packets that did not reach the side which heard worse, 0 to 1
 * @param jitter mean of its reports
 * @param roundTrip mean; null where none was measured
 */
public record LegQuality(String line, double mos, double lost, Duration jitter, Duration roundTrip) {}
