/**
 * Lets tests look at what becomes of files.
 */
@NullMarked
package com.experiture.disk;

import org.jspecify.annotations.NullMarked;
