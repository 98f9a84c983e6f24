/**
 * Actuator endpoint of the auto-configured clients.
 */
@NullMarked
package com.experiture.boot.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
