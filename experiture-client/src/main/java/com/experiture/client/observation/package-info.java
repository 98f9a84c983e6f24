/**
 * Micrometer observations of the calls.
 */
@NullMarked
package com.experiture.client.observation;

import org.jspecify.annotations.NullMarked;
