/**
 * A stateful emulator of Experiture for tests and for development. It stores what it
 * receives, enforces the documented limits and returns the errors of the service, so that
 * a wrong request fails. {@link com.experiture.emulator.ExperitureEmulator} is the entry
 * point.
 * <p>
 * This package is the API of the emulator. It uses the internal packages, but its public
 * methods do not expose their types.
 */
@NullMarked
package com.experiture.emulator;

import org.jspecify.annotations.NullMarked;
