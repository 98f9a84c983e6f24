/**
 * The way of one call: deadline, retries, rate limiter, attempt. Uses the rate limiter
 * and the exchange; all API families call it.
 */
@NullMarked
package com.experiture.client.internal.pipeline;

import org.jspecify.annotations.NullMarked;
