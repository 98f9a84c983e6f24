/**
 * One HTTP exchange: sends a request and decodes its response. Uses the state of the
 * call.
 */
@NullMarked
package com.experiture.client.internal.exchange;

import org.jspecify.annotations.NullMarked;
