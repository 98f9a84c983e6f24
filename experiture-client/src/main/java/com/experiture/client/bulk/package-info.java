/**
 * Bulk writes: any number of records from one source in one call, with a report. Uses the
 * calls and the exceptions.
 */
@NullMarked
package com.experiture.client.bulk;

import org.jspecify.annotations.NullMarked;
