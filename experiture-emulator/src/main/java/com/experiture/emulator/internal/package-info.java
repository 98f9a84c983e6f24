/**
 * How a running emulator is put together: the parts, how they are connected, and how they
 * are reset and stopped. It uses all packages below it and nothing above it.
 */
@NullMarked
package com.experiture.emulator.internal;

import org.jspecify.annotations.NullMarked;
