/**
 * Credentials and access tokens, and the interface of what supplies tokens. Uses the
 * status of a token and the check of URIs.
 */
@NullMarked
package com.experiture.client.auth;

import org.jspecify.annotations.NullMarked;
