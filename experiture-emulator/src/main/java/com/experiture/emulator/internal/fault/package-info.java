/**
 * Faults, the rules that choose requests for them, and the requests that they can be
 * applied to. It uses the package protocol.
 */
@NullMarked
package com.experiture.emulator.internal.fault;

import org.jspecify.annotations.NullMarked;
