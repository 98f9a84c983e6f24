/**
 * Bulk writes: any number of records from one source in one call, with a report. Uses the
 * calls, the exceptions and the limits of requests.
 */
@NullMarked
package com.experiture.client.bulk;

import org.jspecify.annotations.NullMarked;
