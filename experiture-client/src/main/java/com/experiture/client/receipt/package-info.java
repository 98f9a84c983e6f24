/**
 * What the API reports of writes: receipts, jobs and the result of each record. Uses the
 * helpers for text and JSON only.
 */
@NullMarked
package com.experiture.client.receipt;

import org.jspecify.annotations.NullMarked;
