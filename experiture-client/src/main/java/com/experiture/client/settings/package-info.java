/**
 * The settings of a client, as values that check themselves, and the limits of requests
 * and durations. Uses no other package of the client.
 */
@NullMarked
package com.experiture.client.settings;

import org.jspecify.annotations.NullMarked;
