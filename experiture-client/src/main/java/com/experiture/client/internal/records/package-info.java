/**
 * The clients of the API family for records. Uses the pipeline, bulk writes and the
 * record writer.
 */
@NullMarked
package com.experiture.client.internal.records;

import org.jspecify.annotations.NullMarked;
