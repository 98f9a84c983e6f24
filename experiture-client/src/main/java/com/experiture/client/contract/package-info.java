/**
 * Compares OpenAPI documents of the API with what this client knows and assumes of it.
 */
@NullMarked
package com.experiture.client.contract;

import org.jspecify.annotations.NullMarked;
