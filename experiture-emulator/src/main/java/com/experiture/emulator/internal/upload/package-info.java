/**
 * The object store that import files are uploaded to. It uses the packages protocol and
 * fault.
 */
@NullMarked
package com.experiture.emulator.internal.upload;

import org.jspecify.annotations.NullMarked;
