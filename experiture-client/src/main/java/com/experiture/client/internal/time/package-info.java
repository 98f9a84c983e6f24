/**
 * The source of time and random numbers. Uses no other package of the client and may be
 * used by all.
 */
@NullMarked
package com.experiture.client.internal.time;

import org.jspecify.annotations.NullMarked;
