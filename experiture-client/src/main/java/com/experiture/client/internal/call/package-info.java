/**
 * The state of one logical call, and how it is logged and reported. Uses the API's types
 * of calls and the observation; uses neither the HTTP client nor the pipeline.
 */
@NullMarked
package com.experiture.client.internal.call;

import org.jspecify.annotations.NullMarked;
