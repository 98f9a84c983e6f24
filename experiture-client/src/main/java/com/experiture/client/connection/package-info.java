/**
 * The connections of a client: their settings, and what TLS and proxies of the
 * application build upon. Uses the limits of durations only.
 */
@NullMarked
package com.experiture.client.connection;

import org.jspecify.annotations.NullMarked;
