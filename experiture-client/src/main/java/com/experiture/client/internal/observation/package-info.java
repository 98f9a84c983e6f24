/**
 * The distribution of events to listeners, the call history, and the start and end of
 * observations. Uses the observation types of the API.
 */
@NullMarked
package com.experiture.client.internal.observation;

import org.jspecify.annotations.NullMarked;
