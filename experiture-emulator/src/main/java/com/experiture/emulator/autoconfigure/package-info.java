/**
 * The emulator inside an application, in place of the service.
 */
@NullMarked
package com.experiture.emulator.autoconfigure;

import org.jspecify.annotations.NullMarked;
