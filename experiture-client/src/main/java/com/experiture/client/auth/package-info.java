/**
 * Access tokens: fetched once for all callers, renewed ahead of their expiry.
 */
@NullMarked
package com.experiture.client.auth;

import org.jspecify.annotations.NullMarked;
