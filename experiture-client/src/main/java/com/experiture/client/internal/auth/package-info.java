/**
 * The OAuth2 client-credentials grant and the life of its tokens. Uses the API's types of
 * tokens and the observation.
 */
@NullMarked
package com.experiture.client.internal.auth;

import org.jspecify.annotations.NullMarked;
