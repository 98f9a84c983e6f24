/**
 * Auto-configuration of the health indicators of the clients. Uses the status of the
 * client, {@code com.experiture.boot.autoconfigure} and Spring Boot Health.
 */
@NullMarked
package com.experiture.boot.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
