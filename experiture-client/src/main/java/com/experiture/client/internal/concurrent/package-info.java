/**
 * The executor for blocking code, and guards around code of the application. Uses no
 * other internal package.
 */
@NullMarked
package com.experiture.client.internal.concurrent;

import org.jspecify.annotations.NullMarked;
