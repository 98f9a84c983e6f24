/**
 * The failure of a check before anything is sent, and limits that several requests share.
 * Uses the exceptions and the settings, and may be used by all packages.
 */
@NullMarked
package com.experiture.client.internal.rules;

import org.jspecify.annotations.NullMarked;
