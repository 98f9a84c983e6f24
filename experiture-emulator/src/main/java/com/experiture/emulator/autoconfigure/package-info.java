/**
 * Auto-configuration of an emulator that runs inside an application instead of the
 * service. Uses {@code com.experiture.emulator}, the connection details of
 * {@code com.experiture.boot.autoconfigure} and Spring Boot.
 */
@NullMarked
package com.experiture.emulator.autoconfigure;

import org.jspecify.annotations.NullMarked;
