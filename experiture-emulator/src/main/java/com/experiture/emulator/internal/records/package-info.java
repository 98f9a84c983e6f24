/**
 * The API families records and profiles. It uses the packages protocol and store.
 */
@NullMarked
package com.experiture.emulator.internal.records;

import org.jspecify.annotations.NullMarked;
