/**
 * The OAuth2 client credentials grant and the lifecycle of its tokens. Uses the token
 * types of the API and the texts for transport failures.
 */
@NullMarked
package com.experiture.client.internal.auth;

import org.jspecify.annotations.NullMarked;
