/**
 * Auto-configuration of the meters of the clients and of their Resilience4j instances.
 * Uses the client, {@code com.experiture.boot.autoconfigure} and Micrometer.
 */
@NullMarked
package com.experiture.boot.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
