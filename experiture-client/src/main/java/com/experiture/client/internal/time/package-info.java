/**
 * The source of time and random numbers, and the limits of durations. Uses no other
 * package of the client and may be used by all.
 */
@NullMarked
package com.experiture.client.internal.time;

import org.jspecify.annotations.NullMarked;
