/**
 * What a client reports while it runs: events for listeners, status, and the observation
 * of each call. Uses the exceptions only.
 */
@NullMarked
package com.experiture.client.observation;

import org.jspecify.annotations.NullMarked;
