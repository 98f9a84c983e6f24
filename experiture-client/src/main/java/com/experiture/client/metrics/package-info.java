/**
 * Micrometer meters of a client. Needs {@code micrometer-core}.
 */
@NullMarked
package com.experiture.client.metrics;

import org.jspecify.annotations.NullMarked;
