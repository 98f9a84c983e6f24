/**
 * Service connections to containers of the emulator.
 */
@NullMarked
package com.experiture.boot.testcontainers;

import org.jspecify.annotations.NullMarked;
