/**
 * The encoding of records as JSON, single and in batches. Uses the failure of a check and
 * the limits of requests.
 */
@NullMarked
package com.experiture.client.internal.encoding;

import org.jspecify.annotations.NullMarked;
