/**
 * The API family import jobs: from the creation of a job to its imported rows. It uses
 * the packages protocol, store and upload, and puts what it imports into lists and
 * audiences.
 */
@NullMarked
package com.experiture.emulator.internal.imports;

import org.jspecify.annotations.NullMarked;
