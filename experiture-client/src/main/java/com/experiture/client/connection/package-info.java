/**
 * The connections of a client: their settings, and the basis for TLS and proxies of the
 * application. Uses only the helpers for time.
 */
@NullMarked
package com.experiture.client.connection;

import org.jspecify.annotations.NullMarked;
