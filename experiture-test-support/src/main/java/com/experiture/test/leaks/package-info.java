/**
 * Detection of leaked buffers in tests.
 */
@NullMarked
package com.experiture.test.leaks;

import org.jspecify.annotations.NullMarked;
