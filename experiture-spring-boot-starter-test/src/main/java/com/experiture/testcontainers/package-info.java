/**
 * The emulator as a Testcontainers container. Uses Testcontainers and Jackson, and no
 * other package of Experiture.
 */
@NullMarked
package com.experiture.testcontainers;

import org.jspecify.annotations.NullMarked;
