/**
 * The record writer, which collects single records into batches. Uses the calls, the
 * exceptions, the results of records and the limits of requests.
 */
@NullMarked
package com.experiture.client.writer;

import org.jspecify.annotations.NullMarked;
