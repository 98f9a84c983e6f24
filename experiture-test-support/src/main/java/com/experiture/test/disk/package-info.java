/**
 * A file system that records how tests use its files.
 */
@NullMarked
package com.experiture.test.disk;

import org.jspecify.annotations.NullMarked;
