/**
 * Programs that measure; no tests.
 */
@NullMarked
package com.experiture.measurements;

import org.jspecify.annotations.NullMarked;
