package com.experiture.client.internal.exchange;

import java.lang.reflect.Type;
import java.net.URI;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.encoding.EncodedBody;

/**
 * A checked and encoded request, the same for all attempts.
 *
 * @param uri the address
 * @param body the body, or {@code null} for none
 * @param type the type of the response's {@code data}
 * @param raw whether the response has no envelope
 */
public record PreparedRequest(URI uri, @Nullable EncodedBody body, Type type, boolean raw) {
}
