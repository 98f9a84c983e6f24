/**
 * The meters of a client. Uses the events and the status, and requires
 * {@code micrometer-core}.
 */
@NullMarked
package com.experiture.client.observation.micrometer;

import org.jspecify.annotations.NullMarked;
