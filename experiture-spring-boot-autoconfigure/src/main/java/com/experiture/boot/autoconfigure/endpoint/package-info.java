/**
 * Auto-configuration of the {@code experiture} actuator endpoint and of the sanitization
 * of secrets in other endpoints. Uses the client,
 * {@code com.experiture.boot.autoconfigure} and Spring Boot Actuator.
 */
@NullMarked
package com.experiture.boot.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
