/**
 * The parameters and results of any call: the table of all endpoints, options, requests,
 * responses, pages. Uses exceptions and, of the internal packages, only the helpers for
 * text, time and JSON.
 */
@NullMarked
package com.experiture.client.call;

import org.jspecify.annotations.NullMarked;
