/**
 * The wait of blocking clients for reactive ones. Uses the state of the call that is
 * waited for.
 */
@NullMarked
package com.experiture.client.internal.blocking;

import org.jspecify.annotations.NullMarked;
