/**
 * The wait for jobs of the API. Uses the calls, the state of a call and the source of
 * time.
 */
@NullMarked
package com.experiture.client.internal.polling;

import org.jspecify.annotations.NullMarked;
