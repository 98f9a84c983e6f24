/**
 * The engine of the record writer: queues, batches in flight, statistics. Uses the
 * batches and the encoding.
 */
@NullMarked
package com.experiture.client.internal.writer;

import org.jspecify.annotations.NullMarked;
