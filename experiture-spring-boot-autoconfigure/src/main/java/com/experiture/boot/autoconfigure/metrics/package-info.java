/**
 * Meters of the auto-configured clients.
 */
@NullMarked
package com.experiture.boot.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
