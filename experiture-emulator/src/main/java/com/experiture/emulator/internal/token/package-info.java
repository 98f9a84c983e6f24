/**
 * The OAuth 2.0 token endpoint and the access tokens that it has issued. It uses the
 * packages protocol and fault.
 */
@NullMarked
package com.experiture.emulator.internal.token;

import org.jspecify.annotations.NullMarked;
