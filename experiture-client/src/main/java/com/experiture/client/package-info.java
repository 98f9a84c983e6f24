/**
 * The client of one workspace and its builder.
 * {@link com.experiture.client.ExperitureClient} is where an application starts. This
 * package may use all others; none of them but {@code contract} uses it.
 */
@NullMarked
package com.experiture.client;

import org.jspecify.annotations.NullMarked;
