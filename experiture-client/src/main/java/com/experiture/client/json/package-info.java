/**
 * The wire format: a JSON mapper of this client's own, the encoding of records, and
 * values that survive what the API adds tomorrow.
 */
@NullMarked
package com.experiture.client.json;

import org.jspecify.annotations.NullMarked;
