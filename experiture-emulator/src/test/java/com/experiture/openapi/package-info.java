/**
 * Checks exchanges with the API and the table of endpoints against an OpenAPI document.
 */
@NullMarked
package com.experiture.openapi;

import org.jspecify.annotations.NullMarked;
