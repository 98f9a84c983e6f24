/**
 * A stateful Experiture in the process of a test or a sample application. It really
 * stores what it is sent, enforces the documented limits and answers errors as the
 * service does, so that a wrong request fails.
 * {@link com.experiture.emulator.ExperitureEmulator} is the entry.
 */
@NullMarked
package com.experiture.emulator;

import org.jspecify.annotations.NullMarked;
