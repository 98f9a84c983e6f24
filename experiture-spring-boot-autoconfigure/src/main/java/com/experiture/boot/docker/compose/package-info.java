/**
 * Service connections to an emulator that runs with Docker Compose. Uses the connection
 * details of {@code com.experiture.boot.autoconfigure} and Spring Boot Docker Compose.
 */
@NullMarked
package com.experiture.boot.docker.compose;

import org.jspecify.annotations.NullMarked;
