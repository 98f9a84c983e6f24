/**
 * Batches of records: sending, retrying, dividing, and their results. Uses the pipeline
 * and the validation. Bulk writes and the record writer are built on it.
 */
@NullMarked
package com.experiture.client.internal.batch;

import org.jspecify.annotations.NullMarked;
