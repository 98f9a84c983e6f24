/**
 * The pages of collections, as streams. Uses the pipeline.
 */
@NullMarked
package com.experiture.client.internal.paging;

import org.jspecify.annotations.NullMarked;
