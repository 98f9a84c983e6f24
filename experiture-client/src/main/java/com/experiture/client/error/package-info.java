/**
 * The exceptions of the client, and what each tells of the failed call. Uses the helpers
 * for text only.
 */
@NullMarked
package com.experiture.client.error;

import org.jspecify.annotations.NullMarked;
