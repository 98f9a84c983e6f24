package com.experiture.emulator.internal.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The text of an enum value of the API. It has a type of its own, so that the emulator
 * can replace it by a value that no client knows.
 *
 * @param text the documented or assumed value
 */
public record EnumText(@JsonValue String text) {
}
