/**
 * The steps of one call: deadline, retries, rate limiter, attempt. Uses the rate limiter
 * and the exchange; all API families use it.
 */
@NullMarked
package com.experiture.client.internal.pipeline;

import org.jspecify.annotations.NullMarked;
