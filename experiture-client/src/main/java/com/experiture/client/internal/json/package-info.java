/**
 * The JSON mappers, and how responses are read. Uses the encoding of records, the
 * settings and the helpers for text; the models of the API use its helpers for fields.
 */
@NullMarked
package com.experiture.client.internal.json;

import org.jspecify.annotations.NullMarked;
