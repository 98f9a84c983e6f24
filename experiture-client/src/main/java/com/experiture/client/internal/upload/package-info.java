/**
 * The upload of files to signed URLs. Uses the transport and the executor for blocking
 * code.
 */
@NullMarked
package com.experiture.client.internal.upload;

import org.jspecify.annotations.NullMarked;
