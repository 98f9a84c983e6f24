/**
 * The API family metadata. It uses the packages protocol and store.
 */
@NullMarked
package com.experiture.emulator.internal.metadata;

import org.jspecify.annotations.NullMarked;
