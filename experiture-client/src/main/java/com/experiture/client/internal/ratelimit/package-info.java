/**
 * The rate limiter of an endpoint class: permits, pauses after a 429, and the adaptive
 * limit. Uses the settings and the observation only.
 */
@NullMarked
package com.experiture.client.internal.ratelimit;

import org.jspecify.annotations.NullMarked;
