/**
 * The API family lists: static lists and their members. It uses the package protocol.
 */
@NullMarked
package com.experiture.emulator.internal.lists;

import org.jspecify.annotations.NullMarked;
