/**
 * The validation of records by the schema of their object. Uses the pipeline and the
 * metadata.
 */
@NullMarked
package com.experiture.client.internal.validation;

import org.jspecify.annotations.NullMarked;
