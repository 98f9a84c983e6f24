/**
 * The record writer, which collects single records into batches. Uses the calls, the
 * exceptions and the results of records.
 */
@NullMarked
package com.experiture.client.writer;

import org.jspecify.annotations.NullMarked;
