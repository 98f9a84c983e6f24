/**
 * Annotations for tests of applications against an in-process emulator. Uses the emulator
 * and its auto-configuration, {@code com.experiture.boot.autoconfigure} and Spring Boot
 * Test.
 */
@NullMarked
package com.experiture.boot.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
