/**
 * Waiting for results of the reactive clients. Uses the state of the awaited call.
 */
@NullMarked
package com.experiture.client.internal.blocking;

import org.jspecify.annotations.NullMarked;
