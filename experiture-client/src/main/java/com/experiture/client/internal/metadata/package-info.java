/**
 * The clients of the API family for the schema. Uses the pipeline.
 */
@NullMarked
package com.experiture.client.internal.metadata;

import org.jspecify.annotations.NullMarked;
