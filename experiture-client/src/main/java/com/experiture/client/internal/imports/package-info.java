/**
 * The clients of the API family for imports, and the reading and checking of files. Uses
 * the pipeline, the upload, the polling, the schema and the lists.
 */
@NullMarked
package com.experiture.client.internal.imports;

import org.jspecify.annotations.NullMarked;
