/**
 * Events for listeners, the status of a client and the observation of each call. Uses the
 * exceptions and the helpers for text.
 */
@NullMarked
package com.experiture.client.observation;

import org.jspecify.annotations.NullMarked;
