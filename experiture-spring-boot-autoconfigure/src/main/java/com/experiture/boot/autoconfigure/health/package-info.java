/**
 * Health of the auto-configured clients.
 */
@NullMarked
package com.experiture.boot.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
