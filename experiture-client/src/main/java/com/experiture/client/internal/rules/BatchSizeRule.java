package com.experiture.client.internal.rules;

import com.experiture.client.settings.RequestLimits;

/**
 * Checks the limits that can be set for the size of batches.
 */
public final class BatchSizeRule {

	private BatchSizeRule() {
	}

	public static void check(int records, long bytes) {
		check("records", 1, records, RequestLimits.MAX_BATCH_RECORDS);
		check("bytes", RequestLimits.MIN_BATCH_BYTES, bytes, RequestLimits.MAX_RECORDS_BODY_SIZE);
	}

	private static void check(String unit, int least, long value, int most) {
		if (value < least || value > most) {
			throw new IllegalArgumentException(
					"A batch can have " + least + " to " + most + " " + unit + ", but is to have " + value);
		}
	}

}
