/**
 * Service connections to a container of the emulator. Uses
 * {@code com.experiture.testcontainers}, the connection details of
 * {@code com.experiture.boot.autoconfigure} and Spring Boot Testcontainers.
 */
@NullMarked
package com.experiture.boot.testcontainers;

import org.jspecify.annotations.NullMarked;
