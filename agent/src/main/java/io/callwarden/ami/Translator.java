package io.callwarden.ami;

import java.time.Instant;

/**
 * Says what some events mean for one subject, in words that do not come from AMI: no other package knows the name of a header. Allocates
 * next to nothing. Used by the thread of one PBX.
 */
interface Translator {
    /** What it reads; everything that no translator reads is skipped at its first header. */
    Interest interest();

    /** One event of its interest; {@code at} is when it happened, in PBX time. */
    void translate(AmiMessage message, Instant at);
}
