/**
 * A batch of records on its way: sending, retrying, dividing, and its result. Uses the
 * pipeline and the validation; bulk writes and the record writer are built upon it.
 */
@NullMarked
package com.experiture.client.internal.batch;

import org.jspecify.annotations.NullMarked;
