/**
 * Tests of applications against an emulator of Experiture that lives as long as the
 * test's application context.
 */
@NullMarked
package com.experiture.boot.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
