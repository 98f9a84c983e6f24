package com.experiture.emulator;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The text of an API's enum value. It is marked, so that the emulator can put a value
 * there that no client knows yet.
 *
 * @param text the documented or assumed value
 */
record EnumText(@JsonValue String text) {
}
