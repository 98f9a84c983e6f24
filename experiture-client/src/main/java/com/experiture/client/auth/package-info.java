/**
 * Credentials, access tokens, and the interface of token providers. Uses the token status
 * and the check of URIs.
 */
@NullMarked
package com.experiture.client.auth;

import org.jspecify.annotations.NullMarked;
