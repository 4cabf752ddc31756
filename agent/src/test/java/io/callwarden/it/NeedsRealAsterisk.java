package io.callwarden.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that need a Docker engine, the images of Asterisk and SIPp. Where one is missing they are skipped with the reason, or fail if
 * the system property {@code callwarden.require.all} is true.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealAsteriskCondition.class)
@interface NeedsRealAsterisk {}
