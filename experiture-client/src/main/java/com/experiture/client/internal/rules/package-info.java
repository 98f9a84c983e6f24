/**
 * The documented limits of names and texts that several requests share. Uses the
 * exceptions only and may be used by all API families.
 */
@NullMarked
package com.experiture.client.internal.rules;

import org.jspecify.annotations.NullMarked;
