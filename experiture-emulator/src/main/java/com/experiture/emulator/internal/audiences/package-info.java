/**
 * The API family audiences: saved filters of the stored profiles. It uses the packages
 * protocol and store.
 */
@NullMarked
package com.experiture.emulator.internal.audiences;

import org.jspecify.annotations.NullMarked;
