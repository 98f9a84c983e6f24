/**
 * Comparison of an OpenAPI document of the API with what this client knows and assumes.
 * Uses the client and the helpers for text, and needs SnakeYAML.
 */
@NullMarked
package com.experiture.client.contract;

import org.jspecify.annotations.NullMarked;
