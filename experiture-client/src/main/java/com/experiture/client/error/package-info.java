/**
 * What can go wrong with a call, as one exception hierarchy.
 */
@NullMarked
package com.experiture.client.error;

import org.jspecify.annotations.NullMarked;
