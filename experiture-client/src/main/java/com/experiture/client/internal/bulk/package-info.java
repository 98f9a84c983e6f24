/**
 * The run of a bulk write. Uses the batches and the encoding.
 */
@NullMarked
package com.experiture.client.internal.bulk;

import org.jspecify.annotations.NullMarked;
