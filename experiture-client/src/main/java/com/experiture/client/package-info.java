/**
 * The Experiture client: all API families in one place.
 */
@NullMarked
package com.experiture.client;

import org.jspecify.annotations.NullMarked;
