/**
 * The clients of the API family for audiences. Uses the pipeline.
 */
@NullMarked
package com.experiture.client.internal.audiences;

import org.jspecify.annotations.NullMarked;
