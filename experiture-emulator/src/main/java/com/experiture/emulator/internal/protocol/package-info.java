/**
 * What the emulated API consists of on the wire: requests, responses, problems, and the
 * reading and writing of JSON, and the behaviors that can be switched. It uses the
 * client's endpoint table and no other package of the emulator.
 */
@NullMarked
package com.experiture.emulator.internal.protocol;

import org.jspecify.annotations.NullMarked;
