/**
 * The events, the status, and the observations of a running client. Uses only the
 * exceptions.
 */
@NullMarked
package com.experiture.client.observation;

import org.jspecify.annotations.NullMarked;
