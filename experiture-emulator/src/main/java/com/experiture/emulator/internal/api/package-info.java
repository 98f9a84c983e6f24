/**
 * The steps that all calls of the API share: routing, token, scope, idempotency and the
 * log of requests. It uses the packages protocol, fault and token.
 */
@NullMarked
package com.experiture.emulator.internal.api;

import org.jspecify.annotations.NullMarked;
