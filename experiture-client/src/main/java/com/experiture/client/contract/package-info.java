/**
 * Comparison of an OpenAPI document of the API with what this client knows and assumes.
 * Uses the client as an application does, and needs SnakeYAML.
 */
@NullMarked
package com.experiture.client.contract;

import org.jspecify.annotations.NullMarked;
