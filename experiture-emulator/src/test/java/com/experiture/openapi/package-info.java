/**
 * Checks exchanges with the API, and the table of calls, against an OpenAPI document.
 */
@NullMarked
package com.experiture.openapi;

import org.jspecify.annotations.NullMarked;
