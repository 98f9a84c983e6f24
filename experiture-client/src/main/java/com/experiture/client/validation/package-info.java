/**
 * Validation of records by the schema of their object, before they are sent.
 */
@NullMarked
package com.experiture.client.validation;

import org.jspecify.annotations.NullMarked;
