package com.experiture.client.http;

import java.lang.reflect.Type;
import java.net.URI;

import org.jspecify.annotations.Nullable;

import com.experiture.client.json.EncodedBody;

/**
 * What every attempt of a call sends.
 *
 * @param uri the address
 * @param body the body, or {@code null} for none
 * @param type the type of the response's {@code data}
 * @param raw whether the response has no envelope
 */
record PreparedRequest(URI uri, @Nullable EncodedBody body, Type type, boolean raw) {
}
