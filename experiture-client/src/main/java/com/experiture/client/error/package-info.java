/**
 * The exceptions of the client and the details of a failed call. Uses only the helpers
 * for text.
 */
@NullMarked
package com.experiture.client.error;

import org.jspecify.annotations.NullMarked;
