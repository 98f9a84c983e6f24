/**
 * The distribution of events to listeners, the history of calls, and the start and stop
 * of observations. Uses the API's observation types.
 */
@NullMarked
package com.experiture.client.internal.observation;

import org.jspecify.annotations.NullMarked;
