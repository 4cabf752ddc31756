package io.callwarden.simulator.script;

import java.time.Instant;
import java.util.Optional;

/**
 * What truly became of one customer who was missed, from the first call that nobody answered until he was reached or given up.
 *
 * @param customer who he is: his number in E.164, or as he shows it where that is no public number, in small letters
 * @param site the house that missed that call; empty where there is only one
 * @param uniqueId the Uniqueid of the first call of his that was missed
 * @param missed how many of his calls were missed, 1 or more
 * @param attempts how often the company called him in vain
 * @param missedAt end of that first call
 * @param how {@code callback} if the company reached him, {@code caller} if he called again and was answered, {@code expired} if neither
 *     came about within a week
 * @param by the phone of the employee who talked with him; empty where nobody did
 * @param bySite the house of that employee; empty where nobody talked with him, or there is only one house
 * @param endedAt when they began to talk, or the week was over
 */
public record CustomerTruth(
        String customer,
        String site,
        String uniqueId,
        int missed,
        int attempts,
        Instant missedAt,
        String how,
        Optional<String> by,
        String bySite,
        Instant endedAt) {}
