/**
 * The API family for imports of files. Uses the calls, the exceptions, and the lists and
 * the write modes that an import names.
 */
@NullMarked
package com.experiture.client.imports;

import org.jspecify.annotations.NullMarked;
