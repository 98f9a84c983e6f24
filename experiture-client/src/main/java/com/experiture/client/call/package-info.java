/**
 * What a caller gives to a call and gets from it: the table of all endpoints, options,
 * requests, responses, pages. Uses exceptions and, of the internal packages, only the
 * helpers for text, time and JSON.
 */
@NullMarked
package com.experiture.client.call;

import org.jspecify.annotations.NullMarked;
