/**
 * Lets tests fail that leak buffers.
 */
@NullMarked
package com.experiture.leaks;

import org.jspecify.annotations.NullMarked;
