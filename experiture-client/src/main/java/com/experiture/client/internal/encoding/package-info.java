/**
 * The encoding of records as JSON, single and in batches. Uses the exceptions and the
 * helpers for text.
 */
@NullMarked
package com.experiture.client.internal.encoding;

import org.jspecify.annotations.NullMarked;
