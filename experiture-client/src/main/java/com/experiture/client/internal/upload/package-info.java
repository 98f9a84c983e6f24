/**
 * The upload of files to signed URLs. Uses the executor for blocking code and the texts
 * for transport failures.
 */
@NullMarked
package com.experiture.client.internal.upload;

import org.jspecify.annotations.NullMarked;
