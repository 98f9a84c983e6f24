/**
 * The clients of the API family for static lists. Uses the pipeline and the paging.
 */
@NullMarked
package com.experiture.client.internal.lists;

import org.jspecify.annotations.NullMarked;
