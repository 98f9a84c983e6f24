/**
 * The objects of the workspace with their schemas and records. It uses the package
 * protocol.
 */
@NullMarked
package com.experiture.emulator.internal.store;

import org.jspecify.annotations.NullMarked;
