/**
 * One HTTP exchange: the request on the way out, the response on the way in, and its
 * decoding. Uses the state of the call.
 */
@NullMarked
package com.experiture.client.internal.exchange;

import org.jspecify.annotations.NullMarked;
