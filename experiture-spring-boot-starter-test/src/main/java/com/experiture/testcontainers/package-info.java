/**
 * The emulator as a container, for Testcontainers.
 */
@NullMarked
package com.experiture.testcontainers;

import org.jspecify.annotations.NullMarked;
