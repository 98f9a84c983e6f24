/**
 * Auto-configuration of the Experiture client and its properties, connection details and
 * customizers. Uses the public API of {@code com.experiture.client} and Spring Boot, and
 * no other package of this module.
 */
@NullMarked
package com.experiture.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
