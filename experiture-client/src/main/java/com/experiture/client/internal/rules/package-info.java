/**
 * Limits of names, texts and batches that several requests share. Uses the exceptions and
 * the settings, and may be used by all API families.
 */
@NullMarked
package com.experiture.client.internal.rules;

import org.jspecify.annotations.NullMarked;
