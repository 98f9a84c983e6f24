/**
 * The clients of the API family for imports, and the reading and checking of files. Uses
 * the pipeline, the upload and the polling.
 */
@NullMarked
package com.experiture.client.internal.imports;

import org.jspecify.annotations.NullMarked;
